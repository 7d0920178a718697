import type { Consumer, EachBatchPayload, Producer } from 'kafkajs';
import pg from 'pg';
import { createTopic, plainClient, withAdmin } from './broker.js';
import type { Engine } from './engine.js';
import type { Rig } from './rig.js';
import type { PlanReach } from './watcher.js';

const planTopic = 'floor.plans';
const partitionsAtOnce = 3;

interface FactEvent {
  factid: string;
  data: object;
}

/**
 * The floor of the reconciler's design: facts are read and parsed, their identities and the cursor go to Postgres in
 * one transaction a batch, and a record for each key that was touched goes to Kafka. Nothing is planned.
 */
export class PipeEngine implements Engine {
  readonly name = 'empty pipe';
  readonly planTopics = [planTopic];
  private consumer: Consumer | undefined;
  private producer: Producer | undefined;
  private client: pg.Client | undefined;
  private readonly positions = new Map<number, bigint>();
  private error: unknown;
  private tail: Promise<unknown> = Promise.resolve();
  private runs = 0;

  constructor(private readonly rig: Rig) {}

  get brokers(): string {
    return this.rig.brokers;
  }

  async prepare(): Promise<void> {
    const topics = await withAdmin(this.brokers, (admin) => admin.listTopics());
    if (!topics.includes(planTopic)) await createTopic(this.brokers, planTopic, 6);
    this.client = new pg.Client(await this.rig.emptyDatabase());
    await this.client.connect();
    await this.client.query('CREATE TABLE identity (id uuid PRIMARY KEY)');
    await this.client.query('CREATE TABLE cursor (partition int PRIMARY KEY, next bigint NOT NULL)');
    this.positions.clear();
  }

  async start(): Promise<number> {
    const client = plainClient(this.brokers);
    this.consumer = client.consumer({ groupId: `floor-pipe-${process.pid}-${++this.runs}` });
    this.producer = client.producer({ allowAutoTopicCreation: false });
    await Promise.all([this.consumer.connect(), this.producer.connect()]);
    await this.consumer.subscribe({ topic: 'facts', fromBeginning: true });
    const { consumer } = this;
    const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: (payload) =>
        this.take(payload).catch((error: unknown) => (this.error ??= error)) as Promise<void>,
    });
    await joined;
    return 1;
  }

  kill(): Promise<void> {
    return Promise.reject(new Error('the empty pipe lives in this process'));
  }

  async stop(): Promise<void> {
    await this.consumer?.disconnect();
    await this.producer?.disconnect();
    await this.client?.end();
    await withAdmin(this.brokers, (admin) => admin.deleteTopics({ topics: [planTopic] }));
  }

  demandRunning(): void {
    if (this.error !== undefined) throw this.error;
  }

  reach(): Promise<Map<number, bigint>> {
    return Promise.resolve(new Map(this.positions));
  }

  planOf(value: Buffer): string | undefined {
    return value.toString('latin1', 0, value.indexOf('\n'));
  }

  reaches(): Promise<(plan: string) => PlanReach | undefined> {
    return Promise.resolve((plan) => {
      const [key, position] = plan.split(' ') as [string, string];
      return { key, position: Number(position) };
    });
  }

  pids(): number[] {
    return [];
  }

  private async take({ batch, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> {
    const ids = new Set<string>();
    const touched = new Map<string, bigint>();
    for (const { key, value, offset } of batch.messages) {
      ids.add((JSON.parse(value!.toString()) as FactEvent).factid);
      touched.set(key!.toString(), BigInt(offset) + 1n);
    }
    const next = BigInt(batch.messages.at(-1)!.offset) + 1n;
    // One client has one statement on its way at a time, as a transaction has.
    const turn = this.tail.then(() => this.commit(batch.partition, next, [...ids]));
    this.tail = turn.catch(() => undefined);
    await turn;
    const plan = 'x'.repeat(planBytes);
    const messages = [...touched].map(([key, position]) => ({ key, value: `${key} ${position}\n${plan}` }));
    await this.producer!.send({ topic: planTopic, acks: -1, messages });
    this.positions.set(batch.partition, next);
    resolveOffset(batch.messages.at(-1)!.offset);
    await heartbeat();
  }

  private async commit(partition: number, next: bigint, ids: string[]): Promise<void> {
    await this.client!.query({
      name: 'commit',
      text: `WITH known AS (INSERT INTO identity SELECT unnest($3::uuid[]) ON CONFLICT DO NOTHING)
             INSERT INTO cursor VALUES ($1, $2) ON CONFLICT (partition) DO UPDATE SET next = excluded.next`,
      values: [partition, next.toString(), ids],
    });
  }
}

/** About what a plan of the standard world takes. */
const planBytes = 2_000;
