export interface KafkaSettings {
  port: number;
  /** The port that clients are told. */
  advertisedPort: number;
  controllerPort: number;
  logFolder: string;
  /** How long the broker keeps records of topics that do not say so themselves, in hours. */
  retentionHours: number;
  /** Largest record the broker takes, in bytes. */
  messageBytesMax: number;
}

/** The text of server.properties for one node that is broker and controller at once. */
export function serverProperties(settings: KafkaSettings): string {
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${settings.controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${settings.port},CONTROLLER://127.0.0.1:${settings.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${settings.advertisedPort}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': settings.logFolder,
    'log.retention.hours': settings.retentionHours,
    'log.segment.bytes': 128 * 1024 * 1024,
    'message.max.bytes': settings.messageBytesMax,
    // A topic is declared once, in code: a misspelt name must fail instead of becoming a topic.
    'auto.create.topics.enable': false,
    'num.partitions': 6,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 5,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    // One node has nobody to wait for: groups form at once, and a dead member is noticed soon.
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    // The default buffer alone is a quarter of the heap.
    'log.cleaner.dedupe.buffer.size': 8 * 1024 * 1024,
    'num.io.threads': 4,
    'num.network.threads': 2,
  };
  return `${Object.entries(lines)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')}\n`;
}
