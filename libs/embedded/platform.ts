import { join } from 'node:path';
import { startKafka, type RunningKafka } from './kafka/kafka.js';
import { startPostgres, type RunningPostgres } from './postgres/postgres.js';
import type { Progress } from './progress.js';

export interface PlatformOptions {
  dataDir: string;
  /** `lasting` keeps data through a power cut and takes the usual ports; `test` starts fast on any free ones. */
  mode: 'lasting' | 'test';
  /** Of Kafka's owner; one is made on the first start otherwise. */
  kafkaPassword?: string;
  log?: (server: 'kafka' | 'postgres', line: string) => void;
  progress?: Progress;
}

export interface Platform {
  kafka: RunningKafka;
  postgres: RunningPostgres;
  stop(): Promise<void>;
}

/** Starts both servers side by side; when one fails the other is stopped again. Errors: EmbeddedError. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const test = options.mode === 'test';
  const { log, progress } = options;
  const [kafka, postgres] = await Promise.allSettled([
    startKafka({
      dataDir: join(options.dataDir, 'kafka'),
      short: test,
      password: options.kafkaPassword,
      port: test ? 0 : undefined,
      log: (line) => log?.('kafka', line),
      progress,
    }),
    startPostgres({
      dataDir: join(options.dataDir, 'postgres'),
      durable: !test,
      port: test ? 0 : undefined,
      connectionsMax: test ? 200 : undefined,
      log: (line) => log?.('postgres', line),
    }),
  ]);
  if (kafka.status === 'fulfilled' && postgres.status === 'fulfilled') {
    const stop = async (): Promise<void> => {
      await kafka.value.stop();
      await postgres.value.stop();
    };
    return { kafka: kafka.value, postgres: postgres.value, stop };
  }
  for (const side of [kafka, postgres]) if (side.status === 'fulfilled') await side.value.stop();
  throw kafka.status === 'rejected' ? kafka.reason : (postgres as PromiseRejectedResult).reason;
}
