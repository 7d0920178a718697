import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../process/port.js';
import { silentProgress } from '../progress.js';
import { ensureClassArchive } from './java.js';
import { ensureJars } from './jars.js';
import { newClusterId, startKafka, type KafkaOptions, type RunningKafka } from './kafka.js';
import type { KafkaOwner } from './settings.js';

export interface KafkaClusterOptions extends Pick<
  KafkaOptions,
  'dataDir' | 'heapMb' | 'short' | 'log' | 'password'
> {
  nodes: number;
  /** The port that clients are told instead of the first broker's own, when something stands in front of it. */
  firstAdvertisedPort?: number;
  /** The first broker's own port; a free one otherwise. */
  firstPort?: number;
}

export interface KafkaCluster {
  /** `host:port` of every broker for clients. */
  brokers: string[];
  owner: KafkaOwner;
  /** A broker, from 0. Its process may have ended. */
  node(index: number): RunningKafka;
  /** Starts a broker that ended again, on its data and its ports. */
  startAgain(index: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts several nodes that are one cluster, each broker and controller at once. Errors: as `startKafka`. */
export async function startKafkaCluster(options: KafkaClusterOptions): Promise<KafkaCluster> {
  const { dataDir, nodes, heapMb, short, log } = options;
  // Once for all: nodes that start side by side would each do it.
  await ensureClassArchive(await ensureJars(silentProgress), silentProgress);
  const clusterId = newClusterId();
  const password = options.password ?? randomBytes(24).toString('hex');
  const ports: number[] = [];
  const controllerPorts: number[] = [];
  for (let i = 0; i < nodes; i++) {
    ports.push(await freePort(i === 0 ? options.firstPort : undefined));
    controllerPorts.push(await freePort());
  }
  const told = ports.map((port, i) => (i === 0 ? (options.firstAdvertisedPort ?? port) : port));
  const start = (index: number): Promise<RunningKafka> =>
    startKafka({
      dataDir: join(dataDir, `node-${index + 1}`),
      port: ports[index],
      advertisedPort: told[index],
      membership: { clusterId, nodeId: index + 1, controllerPorts },
      password,
      heapMb,
      short,
      log,
    });
  const started = await Promise.allSettled(ports.map((_, index) => start(index)));
  const running = started.flatMap((node) => (node.status === 'fulfilled' ? [node.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((node) => node.stop()));
  };
  const failed = started.find((node) => node.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    brokers: told.map((port) => `127.0.0.1:${port}`),
    owner: running[0]!.owner,
    node: (index) => running[index]!,
    startAgain: async (index) => {
      running[index] = await start(index);
    },
    stop,
  };
}
