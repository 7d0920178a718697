import { appendAudit, Database, readAudit, verifyAudit, type AuditEntry } from '#database';
import { testDatabase, type TestDatabase } from '../support/platform.js';

let store: TestDatabase;
let database: Database;

beforeAll(async () => {
  store = await testDatabase();
  database = await Database.connect({ url: store.url, name: 'audit', connectionsMax: 8 });
  await database.migrate();
}, 60_000);

afterAll(async () => {
  await database.close();
  await store.drop();
}, 30_000);

const entry = (subject: string, hub = 'btc'): AuditEntry => ({
  hub,
  actor: { kind: 'system', id: 'test' },
  party: null,
  action: 'party.changed',
  subject,
  outcome: 'done',
  details: { zebra: 1, ant: 'two', nothing: null },
});
const append = (one: AuditEntry) => database.transaction((sql) => appendAudit(sql, one));

it('is one chain for each hub whatever is written at once, and refuses to be changed', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => append(entry(`party/${i}`, i % 2 ? 'btc' : 'malang'))),
  );
  expect(await verifyAudit(database, 'btc')).toEqual({ rows: 10, brokenAt: null });
  expect(await verifyAudit(database, 'malang')).toEqual({ rows: 10, brokenAt: null });
  const rows = await readAudit(database, 'btc', 7, 2);
  expect(rows.map(({ sequence }) => sequence)).toEqual([8, 9]);
  for (const change of [
    `UPDATE access.audit SET subject = 'x'`,
    'DELETE FROM access.audit',
    'TRUNCATE access.audit',
  ])
    await expect(database.query(change)).rejects.toThrow('append-only');
});

it('goes with the change that it tells of', async () => {
  const failing = database.transaction(async (sql) => {
    await appendAudit(sql, entry('party/never', 'solo'));
    throw new Error('no change after all');
  });
  await expect(failing).rejects.toThrow('no change after all');
  expect(await verifyAudit(database, 'solo')).toEqual({ rows: 0, brokenAt: null });
});

it.each([
  ['a changed row', `UPDATE access.audit SET subject = 'party/other' WHERE hub = $1 AND sequence = 2`, 2],
  ['a row that is missing', `DELETE FROM access.audit WHERE hub = $1 AND sequence = 3`, 3],
])('shows %s, even when its owner forced it', async (name, force, brokenAt) => {
  const hub = name.replaceAll(' ', '-');
  for (let i = 0; i < 4; i++) await append(entry(`party/${i}`, hub));
  await database.query('ALTER TABLE access.audit DISABLE TRIGGER audit_stays');
  await database.query(force, [hub]);
  await database.query('ALTER TABLE access.audit ENABLE TRIGGER audit_stays');
  expect(await verifyAudit(database, hub)).toEqual({ rows: brokenAt - 1, brokenAt });
});
