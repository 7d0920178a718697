import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Controller, Inject, Module, UseFilters, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Database, DatabaseError } from '#database';
import {
  BatchServer,
  createProducer,
  ensureTopics,
  Pipeline,
  quarantineRecord,
  RethrowFilter,
  type Producer,
  type RecordBatch,
} from '#kafka';
import { testBrokers, testDatabase, type TestDatabase } from '../support/platform.js';
import { quiet } from '../support/quiet.js';

const prefix = `bs-${randomUUID()}.`;

const pattern: string = `${prefix}*`;

let store: TestDatabase;
let database: Database;
let brokers: string[];
let producer: Producer;
let stumbles = 0;

@Controller()
@UseFilters(RethrowFilter)
class EchoController {
  constructor(@Inject(Pipeline) private readonly pipeline: Pipeline) {}

  @(EventPattern(pattern) as MethodDecorator)
  async take(@Payload() batch: RecordBatch): Promise<void> {
    await this.pipeline.process(batch, async (sql) => {
      for (const record of batch.records) {
        const text = record.value?.toString() ?? '';
        if (text === 'poison') throw new TypeError('cannot read this');
        if (text === 'stumble' && stumbles++ === 0) throw new DatabaseError('UNREACHABLE', 'for a moment');
        await sql.query('INSERT INTO echo VALUES ($1, $2)', [batch.topic.slice(prefix.length), text]);
      }
      return [];
    });
  }
}

@Module({ controllers: [EchoController], providers: [{ provide: Pipeline, useFactory: () => pipeline }] })
class EchoModule {}

let pipeline: Pipeline;
const running: INestMicroservice[] = [];

async function startEcho(): Promise<INestMicroservice> {
  pipeline = new Pipeline({
    consumer: prefix,
    database,
    producer,
    log: quiet,
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
  });
  const strategy = new BatchServer({
    brokers,
    clientId: 'echo',
    groupId: prefix,
    owner: pipeline,
    log: quiet,
    onFatal: (error) => {
      throw error;
    },
  });
  const app = await NestFactory.createMicroservice(EchoModule, { strategy, logger: false });
  running.push(app);
  await app.listen();
  return app;
}

async function seen(topic: string, count: number): Promise<string[]> {
  for (let i = 0; ; i++) {
    const rows = await database.query<{ text: string }>(`SELECT text FROM echo WHERE topic = $1`, [topic]);
    if (rows.length >= count || i > 150) return rows.map((row) => row.text);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const send = (topic: string, ...texts: string[]) =>
  producer.send(texts.map((value) => ({ topic: prefix + topic, key: 'k', value })));

beforeAll(async () => {
  store = await testDatabase();
  database = await Database.connect({ url: store.url, name: 'test' });
  await database.migrate();
  await database.query('CREATE TABLE echo (topic text, text text)');
  brokers = [await testBrokers()];
  producer = createProducer({
    brokers,
    clientId: 'test',
    log: quiet,
    createMissing: { partitions: 1, replication: 1 },
  });
  await ensureTopics(brokers, [{ name: `${prefix}one`, partitions: 2, replication: 1 }]);
}, 90_000);

afterAll(async () => {
  for (const app of running) await app.close();
  await producer.close();
  await database.close();
  await store.drop();
}, 30_000);

it('processes, survives a passing fault and a poisoned record, follows new topics, and goes on after a restart', async () => {
  const first = await startEcho();
  await send('one', 'a', 'b');
  expect(await seen('one', 2)).toEqual(['a', 'b']);

  await send('one', 'stumble');
  expect(await seen('one', 3)).toEqual(['a', 'b', 'stumble']);
  expect(stumbles).toBe(2);

  await send('one', 'c', 'poison', 'd');
  expect(await seen('one', 5)).toEqual(['a', 'b', 'stumble', 'c', 'd']);
  const rejected = await database.query<{ code: string; payload: string }>(
    'SELECT code, payload FROM intake.rejected',
  );
  expect(rejected).toEqual([{ code: 'INTERNAL', payload: 'poison' }]);

  await ensureTopics(brokers, [{ name: `${prefix}two`, partitions: 1, replication: 1 }]);
  await send('two', 'new party');
  expect(await seen('two', 1)).toEqual(['new party']);
  await first.close();

  await send('one', 'while away');
  const second = await startEcho();
  expect(await seen('one', 6)).toEqual(['a', 'b', 'stumble', 'c', 'd', 'while away']);
  await send('one', 'after');
  expect(await seen('one', 7)).toEqual(['a', 'b', 'stumble', 'c', 'd', 'while away', 'after']);
  await second.close();
}, 120_000);
