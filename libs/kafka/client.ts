import kafkajs, { type Kafka as KafkaClient, type logLevel as LogLevel } from 'kafkajs';
import { readUnknownCodecs } from './codecs.js';
import { protection, type KafkaLogin } from './login.js';
import { endFetchesOfTheStopped } from './stopped-fetch.js';

const { Kafka, logLevel, Partitioners } = kafkajs;

readUnknownCodecs();
endFetchesOfTheStopped();

export interface ClientLog {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** How the client repeats what failed, in milliseconds; about 15 s in all. */
export const patience = { initialRetryTime: 50, maxRetryTime: 2_000, retries: 12 };

/**
 * A Kafka client of its own for one consumer or producer: consumers that share a client and a group id share
 * an offset map too.
 */
export function createClient(options: {
  brokers: string[];
  clientId: string;
  /** Somebody else than who this process speaks as. */
  login?: KafkaLogin;
  log?: ClientLog;
}): KafkaClient {
  return new Kafka({
    ...protection(options.login),
    clientId: options.clientId,
    brokers: options.brokers,
    // The default of one second fails on a busy two-core machine.
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: patience,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      const { message, ...fields } = entry.log;
      delete (fields as Record<string, unknown>)['timestamp'];
      // A broker that restarts or a rebalance is everyday life to this client; it retries by itself.
      const level: LogLevel = entry.level;
      if (
        level <= logLevel.ERROR &&
        !/rebalanc|coordinator|generation|disconnect|crash|restarting/i.test(message)
      )
        options.log?.warn({ kafka: fields }, message);
      else options.log?.debug({ kafka: fields }, message);
    },
  });
}

const partition = Partitioners.DefaultPartitioner();

/** The partition of a key: the same murmur2 as every other Kafka client's default. */
export function partitionOf(key: string, partitions: number): number {
  return partition({
    topic: '',
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 0,
      replicas: [0],
      isr: [0],
    })),
    message: { key, value: null },
  });
}
