import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { appendHistory, Database, ensureMonths, historian, seedRegistry } from '#database';
import type { Fact, Registry } from '#domain';
import { Library } from '../../apps/reconciler/library.js';
import { Memory } from '../../apps/reconciler/memory.js';
import { planBook } from '../../apps/reconciler/planner.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

const registry: Registry = { ...seedRegistry(), version: 1 };
const ledger = { hub: 'btc', commodity: 'egg.chicken' };
const begin = Date.parse('2026-11-20T00:00:00Z');
const minute = 60_000;

jest.setTimeout(120_000);

/** A reconciler's books on a database of their own. */
interface Side {
  store: TestDatabase;
  database: Database;
  library: Library;
  position: number;
}

async function open(factsMax: number, factsPerBookMin: number): Promise<Side> {
  const store = await testDatabase();
  const database = await Database.connect({ url: store.url, name: 'test' });
  await database.migrate();
  await database.transaction((sql) => ensureMonths(sql, [begin]));
  const memory = new Memory({ database, readRange: () => Promise.resolve([]), patienceMs: 0 });
  return {
    store,
    database,
    library: new Library({ sql: database, memory, factsMax, factsPerBookMin }),
    position: 0,
  };
}

/** Takes a batch as the controller does; answers the digest of the plan that holds afterwards. */
async function take(side: Side, facts: Fact[], now: number): Promise<string | undefined> {
  const at = { partition: 0, position: BigInt(side.position) };
  const to = { partition: 0, position: BigInt(side.position + facts.length) };
  await side.database.transaction(async (sql) => {
    const { book, fresh } = await side.library.hear(at, ledger, registry, facts);
    if (fresh.size > 0) await planBook(sql, book, registry, now, to, null);
  });
  await side.database.transaction(async (sql) => {
    await appendHistory(
      sql,
      facts.map((fact, k) => ({ partition: 0, position: at.position + BigInt(k), fact })),
    );
    await sql.query(
      `INSERT INTO transport.cursor (consumer, topic, partition, next_offset) VALUES ($1, 'facts', 0, $2)
       ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset`,
      [historian, to.position.toString()],
    );
  });
  side.position += facts.length;
  const [row] = await side.database.query<{ digest: string }>(
    `SELECT digest FROM reconciler.plan ORDER BY number DESC LIMIT 1`,
  );
  return row?.digest;
}

async function empty({ database, library }: Side): Promise<void> {
  library.drop(0);
  const tables = ['book', 'plan', 'stock', 'demand', 'balance', 'alert'].map((name) => `reconciler.${name}`);
  await database.query(`TRUNCATE ${tables.join(', ')}, history.fact, transport.cursor`);
}

const base = (n: number, source: string, time: number) => ({
  id: randomUUID(),
  eventId: `e${String(n).padStart(5, '0')}`,
  source,
  time,
  acceptedAt: begin + n,
  ...ledger,
});

/** What happens, one thing after the other; most of it is about a moment ago, some about hours before. */
const happening = fc.record({
  kind: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('count', 'move', 'move', 'demand', 'again') },
    { weight: 1, arbitrary: fc.constantFrom('correct', 'decide') },
  ),
  late: fc.oneof({ weight: 40, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 300 })),
  which: fc.nat(999),
  quantity: fc.integer({ min: 0, max: 900_000 }),
});

function factsOf(
  happenings: readonly (typeof happening extends fc.Arbitrary<infer T> ? T : never)[],
): Fact[] {
  const facts: Fact[] = [];
  for (const [n, { kind, late, which, quantity }] of happenings.entries()) {
    const time = begin + Math.max(0, n - late) * minute;
    // Half of what is taken back was said a moment ago: what holds then is what came before it.
    const among = which % 2 === 0 ? 8 : facts.length;
    const earlier = facts[facts.length - 1 - (which % Math.max(1, Math.min(among, facts.length)))];
    const lot = `lot-${which % 3}`;
    const goods = { location: 'kandang-ponggok', lot, grade: null, producedOn: null, bestBefore: null };
    const person = base(n, 'dkpp-blitar', time);
    if (kind === 'count' || ((kind === 'correct' || kind === 'decide' || kind === 'again') && !earlier))
      facts.push({ ...base(n, 'peternakan-ponggok', time), type: 'stock.counted', ...goods, quantity });
    else if (kind === 'move')
      facts.push({
        ...base(n, 'peternakan-ponggok', time),
        type: 'stock.moved',
        reason: 'produced',
        delta: quantity % 1_000,
        ...goods,
      });
    else if (kind === 'demand')
      facts.push({
        ...base(n, 'food-station', time),
        type: 'demand.declared',
        demandId: `d${which % 4}`,
        destination: '31',
        quantity,
        windowFrom: '2026-11-20',
        windowTo: '2026-11-27',
        priority: 5,
        minShelfLifeDays: 0,
        grade: null,
        basis: 'order',
      });
    else if (kind === 'correct')
      facts.push({ ...person, type: 'fact.corrected', corrects: earlier!.id, reason: 'salah' });
    else if (kind === 'decide') {
      const decision = quantity % 2 === 0 ? 'confirmed' : 'refused';
      facts.push({ ...person, type: 'fact.confirmed', confirms: earlier!.id, decision, reason: 'dicek' });
    } else facts.push(earlier!);
  }
  return facts;
}

describe('books that forget what has no effect any more', () => {
  let forgetful: Side;
  let whole: Side;

  beforeAll(async () => {
    forgetful = await open(20, 3);
    whole = await open(1_000_000, 1_000_000);
  }, 60_000);
  afterAll(async () => {
    for (const side of [forgetful, whole]) {
      await side?.database.close();
      await side?.store.drop();
    }
  }, 30_000);
  beforeEach(() => Promise.all([empty(forgetful), empty(whole)]));

  it('read them again when a count is taken back behind which there were movements', async () => {
    const said = (kind: 'count' | 'move' | 'correct', which: number, quantity = 0) =>
      ({ kind, which, quantity, late: 0 }) as const;
    const others = Array.from({ length: 60 }, () => said('count', 1, 700_000));
    const counts = Array.from({ length: 12 }, () => said('count', 0, 500_000));
    const own = [...counts, said('move', 0, 777), said('count', 0, 300_000)];
    const facts = factsOf([...own, ...others]);
    const wrong = facts[own.length - 1]!;
    const correction: Fact = {
      ...base(99, 'dkpp-blitar', begin + 99 * minute),
      type: 'fact.corrected',
      corrects: wrong.id,
      reason: 'salah',
    };
    for (const side of [forgetful, whole]) {
      for (let i = 0; i < facts.length; i += 10)
        await take(side, facts.slice(i, i + 10), begin + 98 * minute);
      await take(side, [correction], begin + 99 * minute);
      const [row] = await side.database.query(
        `SELECT (line->>'onHand')::int AS quantity FROM reconciler.stock WHERE lot_id = 'kandang-ponggok/lot-0'`,
      );
      expect(row).toEqual({ quantity: 500_777 });
    }
  });

  it('plan as those that remember everything, whatever comes late, twice or is taken back', async () => {
    let forgotten = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 60, maxLength: 160 }),
        fc.integer({ min: 3, max: 25 }),
        async (happenings, size) => {
          await Promise.all([empty(forgetful), empty(whole)]);
          const facts = factsOf(happenings);
          for (let i = 0; i < facts.length; i += size) {
            const batch = facts.slice(i, i + size);
            const now = begin + (i + size) * minute;
            const [a, b] = await Promise.all([take(forgetful, batch, now), take(whole, batch, now)]);
            expect(a).toBe(b);
            forgotten += whole.library.books(0)[0]!.size - forgetful.library.books(0)[0]!.size;
          }
        },
      ),
      { numRuns: 12 },
    );
    expect(forgotten).toBeGreaterThan(0);
  });
});
