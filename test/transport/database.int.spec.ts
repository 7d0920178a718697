import {
  advanceCursor,
  numbered,
  readOutbox,
  changeRegistry,
  Database,
  isTransientDatabaseError,
  loadCursor,
  raiseEpochs,
  loadRegistry,
  registryDrafts,
  seedRegistry,
} from '#database';
import { testDatabase, type TestDatabase } from '../support/platform.js';

let store: TestDatabase;
const open: Database[] = [];

async function connect(): Promise<Database> {
  const database = await Database.connect({ url: store.url, name: 'test', connectionsMax: 4 });
  open.push(database);
  return database;
}

beforeAll(async () => {
  store = await testDatabase();
}, 60_000);

afterAll(async () => {
  await Promise.all(open.map((database) => database.close()));
  await store.drop();
}, 30_000);

describe('migrations', () => {
  it('run once when several processes start together, and change nothing when repeated', async () => {
    const databases = await Promise.all([connect(), connect(), connect()]);
    const done = await Promise.all(databases.map((database) => database.migrate()));
    expect(done.filter((count) => count > 0)).toHaveLength(1);
    expect(await databases[0]!.migrate()).toBe(0);
  });
});

describe('a transaction', () => {
  it('never passes for committed when a statement in it failed and was swallowed', async () => {
    const database = await connect();
    await database.query('CREATE TABLE IF NOT EXISTS scratch (id int PRIMARY KEY)');
    const attempt = database.transaction(async (sql) => {
      await sql.query('INSERT INTO scratch VALUES (1)');
      await sql.query('INSERT INTO scratch VALUES (1)').catch(() => undefined);
    });
    await expect(attempt).rejects.toThrow(/aborted/);
    expect(await database.query('SELECT * FROM scratch')).toEqual([]);
  });
});

describe('a connection that ends inside a transaction', () => {
  it.each([0, 1, 2])(
    'is a passing fault, not the fault of what was written (after %s statements)',
    async (after) => {
      const database = await connect();
      await database.query('CREATE TABLE IF NOT EXISTS scratch_ended (id int)');
      const attempt = database.transaction(async (sql) => {
        for (let n = 0; n < 3; n++) {
          if (n === after) {
            const [row] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
            await database.query('SELECT pg_terminate_backend($1)', [row!.pid]);
            // The end of the connection is heard between two statements.
            await new Promise((resolve) => setTimeout(resolve, 100));
            if (n === 2) return;
          }
          await sql.query('INSERT INTO scratch_ended VALUES ($1)', [n]);
        }
      });
      const error = await attempt.catch((caught: unknown) => caught);
      expect([error, isTransientDatabaseError(error)]).toEqual([expect.any(Error), true]);
      expect(await database.query('SELECT * FROM scratch_ended')).toEqual([]);
    },
  );
});

describe('a cursor', () => {
  const at = { consumer: 'test', topic: 'facts', partition: 0 };

  it('moves only for the owner who knows where it stands', async () => {
    const database = await connect();
    const first = await loadCursor(database, at, 7n);
    expect(first).toEqual({ ...at, nextOffset: 7n, lastSequence: 0n, epoch: 0n });
    const left = numbered(0n, [
      { topic: 'a', key: 'k', value: Buffer.from('{"kata":"ß"}') },
      { topic: 'b', key: null, value: null },
      { topic: 'a', key: '"\\', value: Buffer.alloc(0), headers: { trace: 't' } },
    ]);
    const to = { nextOffset: 9n, lastSequence: 3n };
    await advanceCursor(database, first, to, 'cursor-test', left);
    const again = advanceCursor(database, first, { nextOffset: 10n, lastSequence: 6n }, 'cursor-test', []);
    await expect(again).rejects.toMatchObject({ code: 'FENCE_LOST' });
    expect(await loadCursor(database, at, 0n)).toEqual({ ...at, ...to, epoch: 0n });
    const stored = await readOutbox(database, 'cursor-test', 10);
    expect(stored).toEqual(left.map((row) => ({ ...row, headers: row.headers ?? {} })));
  });

  it('is lost to whoever mends what it stands for', async () => {
    const database = await connect();
    const place = { ...at, partition: 1 };
    const owner = await loadCursor(database, place, 3n);
    await raiseEpochs(database, { consumer: 'test', topic: 'facts', partitions: [1, 1] });
    const to = { nextOffset: 4n, lastSequence: 0n };
    await expect(advanceCursor(database, owner, to, 'cursor-test', [])).rejects.toMatchObject({
      code: 'FENCE_LOST',
    });
    const next = await loadCursor(database, place, 0n);
    expect(next).toEqual({ ...owner, epoch: 1n });
    await advanceCursor(database, next, to, 'cursor-test', []);
  });
});

describe('the registry', () => {
  it('keeps every version: what was changed later does not change what was read before', async () => {
    const database = await connect();
    const version = await changeRegistry(database, registryDrafts(seedRegistry()), {
      party: 'btc',
      reason: 'seed',
    });
    const before = await loadRegistry(database);
    expect(before.version).toBe(version);
    const lane = before.lanes[0]!;
    await changeRegistry(
      database,
      [
        { kind: 'lane', code: lane.id, value: { ...lane, leadHoursLate: 99 } },
        { kind: 'vehicle', code: 'CDE', value: null },
      ],
      { party: 'btc', reason: 'road works' },
    );
    const after = await loadRegistry(database);
    expect(after.version).toBe(version + 2);
    expect(after.lanes.find((l) => l.id === lane.id)!.leadHoursLate).toBe(99);
    expect(after.vehicles.some((v) => v.code === 'CDE')).toBe(false);
    expect(await loadRegistry(database, version)).toEqual(before);
  });
});
