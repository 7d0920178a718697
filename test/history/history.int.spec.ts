import { randomUUID } from 'node:crypto';
import { eventOfFact } from '#contracts';
import { appendHistory, Database, ensureMonths, historian, historyReach, readHistory } from '#database';
import type { Fact, StockCounted } from '#domain';
import { createProducer, ensureTopics, partitionOf, readRange, type Producer } from '#kafka';
import { Memory } from '../../apps/reconciler/memory.js';
import { testBrokers, testDatabase, type TestDatabase } from '../support/platform.js';
import { quiet } from '../support/quiet.js';

const commodity = 'egg.chicken';
const december = Date.parse('2026-12-31T16:59:59.999Z');

jest.setTimeout(60_000);

let store: TestDatabase;
let database: Database;
let brokers: string[];
let producer: Producer;

beforeAll(async () => {
  store = await testDatabase();
  database = await Database.connect({ url: store.url, name: 'test' });
  await database.migrate();
  brokers = [await testBrokers()];
  producer = createProducer({ brokers, clientId: 'test', log: quiet });
}, 90_000);
afterAll(async () => {
  await producer?.close();
  await database?.close();
  await store?.drop();
}, 30_000);
beforeEach(() => database.query('TRUNCATE history.fact, transport.cursor'));

const fact = (n: number, acceptedAt = december): StockCounted => ({
  id: randomUUID(),
  eventId: `e${n}`,
  source: 'koperasi',
  time: december - 1000 + n,
  acceptedAt,
  hub: 'btc',
  commodity,
  type: 'stock.counted',
  location: 'gudang',
  lot: 'default',
  quantity: n,
  grade: null,
  producedOn: null,
  bestBefore: null,
});

/** What the historian does with facts from an offset on. */
async function remember(facts: StockCounted[], partition: number, from: number): Promise<void> {
  await database.transaction(async (sql) => {
    await ensureMonths(
      sql,
      facts.map(({ acceptedAt }) => acceptedAt),
    );
    await appendHistory(
      sql,
      facts.map((row, k) => ({ partition, position: BigInt(from + k), fact: row })),
    );
    await sql.query(
      `INSERT INTO transport.cursor (consumer, topic, partition, next_offset) VALUES ($1, 'facts', $2, $3)
       ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset`,
      [historian, partition, from + facts.length],
    );
  });
}

const quantities = (facts: readonly Fact[]) => facts.map((row) => (row as StockCounted).quantity);
const ledger = (position: number, partition = 0) => ({
  hub: 'btc',
  commodity,
  partition,
  position: BigInt(position),
});

describe('the long memory', () => {
  it('keeps each fact once, whatever is written again, in a table a month', async () => {
    const facts = [fact(0), fact(1), fact(2, december + 1)];
    await remember(facts, 0, 0);
    await remember(facts, 0, 0);
    expect(quantities(await readHistory(database, ledger(3)))).toEqual([0, 1, 2]);
    expect(await readHistory(database, ledger(3))).toEqual(facts);
    const tables = await database.query<{ name: string }>(
      `SELECT DISTINCT tableoid::regclass::text AS name FROM history.fact ORDER BY 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual(['history.fact_2026_12']);
    await remember([fact(3, december + 25_200_001)], 0, 3);
    expect(await database.query(`SELECT 1 FROM history.fact_2027_01`)).toHaveLength(1);
    expect(await historyReach(database, 0)).toBe(4n);
  });

  it('answers what stood below an offset of the partition, and all of lower partitions, where the ledger was before', async () => {
    await remember([fact(0), fact(1), fact(2)], 0, 0);
    await remember([fact(7)], 4, 9);
    expect(quantities(await readHistory(database, ledger(2)))).toEqual([0, 1]);
    expect(quantities(await readHistory(database, ledger(0, 4)))).toEqual([0, 1, 2]);
    expect(quantities(await readHistory(database, ledger(10, 4)))).toEqual([0, 1, 2, 7]);
    expect(await readHistory(database, ledger(9), 2)).toHaveLength(2);
  });
});

describe('a ledger that is rebuilt', () => {
  /** A topic that holds these facts, and a memory that reads what the historian has not written from it. */
  async function memoryOver(facts: StockCounted[], patienceMs: number) {
    const topic = `t-${randomUUID()}`;
    await ensureTopics(brokers, [{ name: topic, partitions: 2, replication: 1 }]);
    const keys = [0, 1].map((partition) => {
      for (let n = 0; ; n++) if (partitionOf(`k${n}`, 2) === partition) return `k${n}`;
    });
    const message = (row: StockCounted, partition: number) => ({
      topic,
      key: keys[partition]!,
      value: JSON.stringify(eventOfFact(row, { source: 'urn:lumbung:party:koperasi' })),
    });
    await producer.send([...facts.map((row) => message(row, 0)), message(fact(99), 1)]);
    let asked = 0;
    const memory = new Memory({
      database,
      patienceMs,
      readRange: (partition, from, to) => {
        asked++;
        return readRange({ brokers, clientId: 'test', topic, partition, from, to, log: quiet });
      },
    });
    const factsOf = async (at: Parameters<Memory['factsOf']>[0]): Promise<Fact[]> => {
      const facts: Fact[] = [];
      await memory.factsOf(at, (page) => void facts.push(...page));
      return facts;
    };
    return { memory, factsOf, asked: () => asked };
  }

  it('has what the historian wrote, and from the broker what it has not', async () => {
    const facts = Array.from({ length: 10 }, (_, n) => fact(n));
    const { memory, factsOf, asked } = await memoryOver(facts, 100);
    await remember(facts.slice(0, 4), 0, 0);
    expect(quantities(await factsOf(ledger(8)))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(asked()).toBe(1);
    // Other ledgers of the partition share what was read, also when the historian has gone on since.
    await remember(facts.slice(4), 0, 4);
    expect(await factsOf({ ...ledger(8), commodity: 'rice.milled' })).toEqual([]);
    expect(quantities(await factsOf(ledger(8)))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(asked()).toBe(1);
    memory.forget(0);
    expect(quantities(await factsOf(ledger(10)))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(asked()).toBe(1);
  });

  it('waits a moment for the historian before it asks the broker', async () => {
    const facts = [fact(0), fact(1)];
    const { factsOf, asked } = await memoryOver(facts, 10_000);
    const answer = factsOf(ledger(2));
    await remember(facts, 0, 0);
    expect(quantities(await answer)).toEqual([0, 1]);
    expect(asked()).toBe(0);
  });
});
