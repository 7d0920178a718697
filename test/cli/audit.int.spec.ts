import { tmpdir } from 'node:os';
import { appendAudit, Database } from '#database';
import { cli } from '../support/cli.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

// The first call may have to build.
jest.setTimeout(120_000);

let store: TestDatabase;
let database: Database;
const run = (...args: string[]) => cli(tmpdir(), args, { env: { DATABASE_URL: store.url } });

beforeAll(async () => {
  store = await testDatabase();
  database = await Database.connect({ url: store.url, name: 'test', connectionsMax: 2 });
  await database.migrate();
  for (let i = 0; i < 3; i++)
    await database.transaction((sql) =>
      appendAudit(sql, {
        hub: 'btc',
        actor: { kind: 'system', id: 'test' },
        party: null,
        action: 'party.changed',
        subject: `party/${i}`,
        outcome: 'done',
        details: {},
      }),
    );
});
afterAll(async () => {
  await database.close();
  await store.drop();
});

it('says that the chain is whole, and later that what was noted of it is still there', async () => {
  const { code, out } = await run('audit', 'verify', '--json');
  expect(code).toBe(0);
  const [checked] = JSON.parse(out) as { rows: number; head: string }[];
  expect(checked).toMatchObject({ hub: 'btc', rows: 3, brokenAt: null, expected: null });
  const later = await run('audit', 'verify', '--hub', 'btc', '--expect', checked!.head);
  expect([later.code, later.out]).toEqual([0, expect.stringContaining('whole, 3 rows') as string]);
  expect((await run('audit', 'verify', '--expect', 'x')).code).toBe(2);
  await force('DELETE FROM access.audit WHERE sequence = 3');
  expect((await run('audit', 'verify')).code).toBe(0);
  const cut = await run('audit', 'verify', '--hub', 'btc', '--expect', checked!.head);
  expect([cut.code, cut.out]).toEqual([1, expect.stringContaining('MISSING') as string]);
});

it('names the row that was changed', async () => {
  await force(`UPDATE access.audit SET subject = 'party/other' WHERE sequence = 2`);
  const { code, out } = await run('audit', 'verify');
  expect([code, out]).toEqual([1, expect.stringContaining('BROKEN at row 2') as string]);
});

it('prints the link of the first administrator as long as there is none', async () => {
  const { code, out } = await run('people', 'first-link', '--url', 'https://lumbung.example/');
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^https:\/\/lumbung\.example\/#\/undangan\/[\w-]{43}\n$/),
  ]);
  await database.query(
    `INSERT INTO people.person (party, username, name, roles, status) VALUES ('btc', 'a', 'A', '{administrator}', 'active')`,
  );
  expect((await run('people', 'first-link')).code).toBe(1);
});

async function force(change: string): Promise<void> {
  await database.query('ALTER TABLE access.audit DISABLE TRIGGER audit_stays');
  await database.query(change);
  await database.query('ALTER TABLE access.audit ENABLE TRIGGER audit_stays');
}
