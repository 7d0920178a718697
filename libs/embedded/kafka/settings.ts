/** A node's place in its cluster; one that is alone is a cluster of one. */
export interface Membership {
  clusterId: string;
  /** From 1. */
  nodeId: number;
  /** Of every node, in order of their ids. */
  controllerPorts: readonly number[];
}

export interface KafkaOwner {
  username: string;
  password: string;
}

/** A PKCS #12 file with the broker's private key and certificate. */
export interface Keystore {
  file: string;
  password: string;
}

export interface KafkaSettings {
  port: number;
  /** The port that clients are told. */
  advertisedPort: number;
  membership: Omit<Membership, 'clusterId'>;
  /** The user that may do everything: the brokers among themselves, and Lumbung's own services. */
  owner: KafkaOwner;
  /** Clients are spoken to by TLS with it, and without TLS if there is none. */
  keystore?: Keystore | undefined;
  logFolder: string;
  /** How long the broker keeps records of topics that do not say so themselves, in hours. */
  retentionHours: number;
  /** Largest record the broker takes, in bytes. */
  messageBytesMax: number;
}

const copiesMax = 3;
/** How soon the others take over the partitions of a broker that fell silent. */
const silentBrokerMs = 3_000;

/** The text of server.properties for one node that is broker and controller at once. */
export function serverProperties(settings: KafkaSettings): string {
  const { nodeId, controllerPorts } = settings.membership;
  const copies = Math.min(controllerPorts.length, copiesMax);
  // With three copies one may be away, and what was acknowledged is still on two.
  const copiesInSync = copies === copiesMax ? 2 : 1;
  const controllerPort = controllerPorts[nodeId - 1]!;
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': nodeId,
    'controller.quorum.voters': controllerPorts.map((port, i) => `${i + 1}@127.0.0.1:${port}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: `CLIENTS://127.0.0.1:${settings.port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${settings.advertisedPort}`,
    'listener.security.protocol.map': `CLIENTS:SASL_${settings.keystore ? 'SSL' : 'PLAINTEXT'},CONTROLLER:SASL_PLAINTEXT`,
    'inter.broker.listener.name': 'CLIENTS',
    ...access(settings.owner),
    ...(settings.keystore ? protection(settings.keystore) : {}),
    'log.dirs': settings.logFolder,
    'log.retention.hours': settings.retentionHours,
    'log.segment.bytes': 128 * 1024 * 1024,
    'message.max.bytes': settings.messageBytesMax,
    // A topic is declared once, in code: a misspelt name must fail instead of becoming a topic.
    'auto.create.topics.enable': false,
    'num.partitions': 6,
    'default.replication.factor': copies,
    'min.insync.replicas': copiesInSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 5,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': copiesInSync,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': copiesInSync,
    'share.coordinator.state.topic.num.partitions': 1,
    ...(copies > 1
      ? { 'broker.session.timeout.ms': silentBrokerMs, 'broker.heartbeat.interval.ms': 500 }
      : {}),
    // A few services on one machine start together: groups form at once, and a dead member is noticed soon.
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

function protection({ file, password }: Keystore): Record<string, string> {
  return {
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': file,
    'ssl.keystore.password': password,
    // Brokers trust what they show themselves.
    'ssl.truststore.type': 'PKCS12',
    'ssl.truststore.location': file,
    'ssl.truststore.password': password,
  };
}

/**
 * Nobody speaks without a name, and who is not named by a rule may do nothing. The owner proves itself by a password
 * of this file, which only its user may read; parties by SCRAM, with what they were given when they joined.
 */
function access({ username, password }: KafkaOwner): Record<string, string> {
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required username="${username}" password="${password}" user_${username}="${password}";`;
  return {
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.clients.plain.sasl.jaas.config': plain,
    'listener.name.clients.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': plain,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${username}`,
    'allow.everyone.if.no.acl.found': 'false',
  };
}
