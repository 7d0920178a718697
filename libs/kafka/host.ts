import 'reflect-metadata';
import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Counter } from 'prom-client';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, type OutboxMessage, type Sql } from '#database';
import { nestLogger, portOf, Vitals, VitalsModule, type CommonConfig, type Log } from '#runtime';
import { loginOf, speakAs } from './login.js';
import { Pipeline } from './pipeline.js';
import { createProducer } from './producer.js';
import type { KafkaRecord } from './record.js';
import { BatchServer, type TopicPartition } from './server.js';

export interface HostParts {
  database: Database;
  pipeline: Pipeline;
  vitals: Vitals;
}

export interface Hooks {
  controllers: Type[];
  providers: Provider[];
  onClaim?: (at: TopicPartition) => void;
  onRelease?: (at: TopicPartition) => void;
  onPublish?: (sql: Sql, messages: readonly OutboxMessage[]) => Promise<void>;
  onCommit?: () => void;
  stop?: () => Promise<void>;
}

export interface HostOptions {
  /** The service's name: its consumer group, its cursors and its outbox streams. */
  name: string;
  config: CommonConfig;
  log: Log;
  /** Builds the service's own parts; `stop` runs after the last batch. */
  prepare: (parts: HostParts) => Promise<Hooks>;
  quarantine: (sql: Sql, at: TopicPartition, record: KafkaRecord, error: unknown) => Promise<OutboxMessage[]>;
}

@Module({})
class HostModule {}

/** Runs a service that lives on Kafka topics: consumer, pipeline, health and an orderly end. */
export async function hostConsumer(
  options: HostOptions,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const { name, config, log } = options;
  speakAs(loginOf(config));
  const database = await Database.connect({ url: config.databaseUrl, name, as: 'service' });
  const producer = createProducer({
    brokers: config.brokers,
    clientId: `lumbung-${name}`,
    log,
    createMissing: { partitions: config.partitions, replication: config.replication },
  });
  const vitals = new Vitals(name);
  const records = new Counter({
    name: 'lumbung_records_total',
    help: 'Records that this instance is done with',
    labelNames: ['topic'],
    registers: [vitals.metrics],
  });
  const hooks: Partial<Hooks> = {};
  const pipeline = new Pipeline({
    consumer: name,
    database,
    producer,
    log,
    onClaim: (at) => hooks.onClaim?.(at),
    onRelease: (at) => hooks.onRelease?.(at),
    onPublish: async (sql, messages) => hooks.onPublish?.(sql, messages),
    onCommit: () => hooks.onCommit?.(),
    quarantine: options.quarantine,
  });
  const prepared = await options.prepare({ database, pipeline, vitals });
  Object.assign(hooks, prepared);
  const server = new BatchServer({
    brokers: config.brokers,
    clientId: `lumbung-${name}`,
    groupId: `lumbung-${name}`,
    owner: pipeline,
    log,
    sessionTimeoutMs: config.sessionTimeoutMs,
    drainMs: config.drainMs,
    onDone: (batch) => records.inc({ topic: batch.topic }, batch.records.length),
    onFatal: (err) => {
      log.fatal({ err }, err.message);
      process.exit(1);
    },
  });
  vitals.mustLive('consumer', () => (server.progress()?.startsWith('no sign') ? server.progress() : null));
  vitals.mustBeReady('consumer', () => server.progress());
  vitals.mustBeReady('database', async () => {
    await database.query('SELECT 1');
    return null;
  });

  const app = await NestFactory.create<NestFastifyApplication>(
    moduleOf(
      prepared,
      [
        { provide: Database, useValue: database },
        { provide: Pipeline, useValue: pipeline },
      ],
      vitals,
    ),
    new FastifyAdapter(),
    { logger: nestLogger(log), abortOnError: false },
  );
  app.connectMicroservice({ strategy: server }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.listen(config.healthPort, config.healthHost);
  return {
    port: portOf(app),
    stop: async () => {
      await Promise.race([pipeline.writePassed(), pause(config.drainMs)]);
      await server.close();
      await prepared.stop?.();
      await pipeline.drain(config.drainMs);
      await app.close();
      await producer.close();
      await database.close();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function moduleOf(hooks: Hooks, own: Provider[], vitals: Vitals): DynamicModule {
  return {
    module: HostModule,
    imports: [VitalsModule.for(vitals)],
    controllers: hooks.controllers,
    providers: [...own, ...hooks.providers],
  };
}
