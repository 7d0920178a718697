import { randomUUID } from 'node:crypto';
import { Database, type OutboxMessage, type Sql } from '#database';
import {
  BatchServer,
  createProducer,
  ensureTopics,
  Pipeline,
  quarantineRecord,
  type Producer,
  type RecordBatch,
} from '#kafka';
import { testBrokers, testDatabase, type TestDatabase } from '../support/platform.js';
import { Proxy } from './proxy.js';
import { quiet } from '../support/quiet.js';

/** A consumer that writes down every record that it gets, as our services do, on servers that a test may break. */
export interface Instance {
  server: BatchServer;
  pipeline: Pipeline;
  /** Partitions taken over, once for each time. */
  claims: string[];
  close(): Promise<void>;
}

export interface InstanceOptions {
  sessionMs?: number;
  /** When a silent database counts as gone. */
  answerTimeoutMs?: number;
  /** Runs when it has its database, before it joins its group. */
  onConnected?: () => void;
  /** Beside writing the records down, in the same transaction. */
  work?: (sql: Sql, batch: RecordBatch) => Promise<void>;
}

export class TransportBench {
  private readonly running: Instance[] = [];
  readonly prefix = `faults-${randomUUID().slice(0, 8)}.`;

  private constructor(
    private readonly store: TestDatabase,
    readonly toPostgres: Proxy,
    readonly direct: Database,
    readonly producer: Producer,
    readonly brokers: string[],
  ) {}

  static async start(): Promise<TransportBench> {
    const store = await testDatabase();
    const behind = Number(new URL(store.url).port);
    const toPostgres = await Proxy.start(() => behind);
    const direct = await Database.connect({ url: store.url, name: 'direct', connectionsMax: 2 });
    await direct.migrate();
    await direct.query('CREATE TABLE echo (topic text, partition int, "offset" bigint, text text)');
    const brokers = [await testBrokers()];
    const producer = createProducer({ brokers, clientId: 'test', log: quiet });
    return new TransportBench(store, toPostgres, direct, producer, brokers);
  }

  name(topic: string): string {
    return this.prefix + topic;
  }

  async topic(name: string, partitions = 1, config: Record<string, string> = {}): Promise<string> {
    await ensureTopics(this.brokers, [{ name: this.name(name), partitions, replication: 1, config }]);
    return this.name(name);
  }

  /** Another instance of the one service there is; all share a group and cursors. */
  async instance(options: InstanceOptions = {}): Promise<Instance> {
    const url = new URL(this.store.url);
    url.port = String(this.toPostgres.port);
    const database = await Database.connect({
      url: url.href,
      name: 'echo',
      answerTimeoutMs: options.answerTimeoutMs,
    });
    options.onConnected?.();
    const producer = createProducer({ brokers: this.brokers, clientId: 'echo', log: quiet });
    const claims: string[] = [];
    const pipeline = new Pipeline({
      onClaim: ({ topic, partition }) => claims.push(`${topic.slice(this.prefix.length)}/${partition}`),
      consumer: this.prefix,
      database,
      producer,
      log: quiet,
      quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
    });
    const server = new BatchServer({
      brokers: this.brokers,
      clientId: 'echo',
      groupId: this.prefix,
      owner: pipeline,
      log: quiet,
      sessionTimeoutMs: options.sessionMs,
      onFatal: () => undefined,
    });
    const take = (batch: RecordBatch) =>
      pipeline.process(batch, async (sql) => {
        await options.work?.(sql, batch);
        return this.echo(sql, batch);
      });
    server.addHandler(`${this.prefix}*`, take, true);
    await new Promise<void>((resolve, reject) =>
      server.listen((error) => (error === undefined ? resolve() : reject(error as Error))),
    );
    const instance: Instance = {
      server,
      pipeline,
      claims,
      close: async () => {
        this.running.splice(this.running.indexOf(instance), 1);
        await server.close();
        await pipeline.drain(2_000);
        await producer.close();
        await database.close();
      },
    };
    this.running.push(instance);
    return instance;
  }

  async send(topic: string, ...texts: string[]): Promise<void> {
    await this.producer.send(texts.map((value) => ({ topic: this.name(topic), key: 'k', value })));
  }

  /** What was written down of a topic, in order of its partitions. */
  async seen(topic: string): Promise<string[]> {
    const rows = await this.direct.query<{ text: string }>(
      'SELECT text FROM echo WHERE topic = $1 ORDER BY partition, "offset"',
      [this.name(topic)],
    );
    return rows.map(({ text }) => text);
  }

  async closeInstances(): Promise<void> {
    this.toPostgres.open();
    for (const instance of [...this.running]) await instance.close();
  }

  async stop(): Promise<void> {
    await this.closeInstances();
    await this.producer.close();
    await this.direct.close();
    await this.toPostgres.stop();
    await this.store.drop();
  }

  private async echo(sql: Sql, { topic, partition, records }: RecordBatch): Promise<OutboxMessage[]> {
    await sql.query(`INSERT INTO echo SELECT $1, $2, * FROM unnest($3::bigint[], $4::text[])`, [
      topic,
      partition,
      records.map(({ offset }) => String(offset)),
      records.map(({ value }) => value?.toString() ?? ''),
    ]);
    return [];
  }
}

/** Asks again until the answer is right. @throws Error with the last answer */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  isRight: (answer: T) => boolean,
  withinMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(answer)?.slice(0, 1_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
