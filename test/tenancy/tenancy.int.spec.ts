import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { prepareDatabase } from '#access';
import { Database, ensureMonths, endMonths, type Tenancy } from '#database';
import { LauncherError } from '../../apps/launcher/terminal.js';
import { prepareStore } from '../../apps/launcher/prepare.js';
import { testDatabase, type TestDatabase } from '../support/platform.js';

jest.setTimeout(60_000);

let store: TestDatabase;
/** A superuser, for whom no policy counts: what it sees is what there is. */
let owner: Database;
let service: Database;
let tables: Table[];

interface Table {
  name: string;
  columns: Column[];
}

interface Column {
  name: string;
  type: string;
  isNeeded: boolean;
  /** What a speaker may set. */
  isWritable: boolean;
}

const nobody: Tenancy = {
  everything: false,
  party: null,
  hubs: [],
  regions: [],
  officialRegions: [],
  places: [],
  carrier: false,
};
const ayu: Tenancy = {
  ...nobody,
  party: 'ayu',
  regions: ['r-ayu'],
  officialRegions: ['r-ayu'],
  places: ['p-ayu'],
};
const home: Tenancy = {
  ...nobody,
  party: 'home',
  hubs: ['home'],
  foreign: ['far'],
  managed: ['home', 'ayu', 'budi'],
};

/** Whose row it is: Ayu's, Budi's of the same hub, and that of somebody of another hub. */
const owners = {
  ayu: { hub: 'home', party: 'ayu' },
  budi: { hub: 'home', party: 'budi' },
  far: { hub: 'away', party: 'far' },
};
type Owner = keyof typeof owners;

/** Tables of which a speaker sees something; every other one is closed to speakers as a whole. */
const shownTo: Record<string, { ayu: Owner[]; home: Owner[] }> = Object.fromEntries(
  [
    'reconciler.balance',
    'reconciler.stock',
    'reconciler.demand',
    'reconciler.feed',
    'dispatcher.shipment',
    'dispatcher.lifecycle',
    'dispatcher.reading',
    'dispatcher.photo',
    'dispatcher.over_short',
    'registry.change',
    'intake.rejected',
    'intake.rejected_history',
    'access.api_key',
    'access.onboarding',
    'access.invitation',
    'access.sandbox_line',
    'connectors.mapping',
    'connectors.run',
    'reconciler.alert',
    'papers.document',
    'papers.signature',
    'epcis.capture',
    'epcis.event',
    'outbound.event',
    'outbound.copy',
    'outbound.webhook',
    'outbound.delivery',
    'messages.sender',
    'field.invitation',
    'field.device',
  ].map((name) => [name, { ayu: ['ayu'], home: ['ayu', 'budi'] }]),
);
shownTo['people.person'] = { ayu: [], home: ['ayu', 'budi'] };
shownTo['access.audit'] = { ayu: [], home: ['ayu', 'budi'] };

const uuidOf = (who: Owner) =>
  `00000000-0000-4000-8000-0000000000${{ ayu: '0a', budi: '0b', far: '0f' }[who]}`;

/** What a column says in a row of somebody. */
function valueOf(table: string, { name, type }: Column, who: Owner): unknown {
  const { hub, party } = owners[who];
  const own: Record<string, unknown> = {
    hub,
    party,
    region: `r-${who}`,
    destination: `r-${who}`,
    subject: `r-${who}`,
    location: `p-${who}`,
    source: who,
    carrier: who,
    kind: { 'registry.change': 'agreement', 'notices.mail': 'digest' }[table] ?? 'push',
    value: { hub, region: `r-${who}` },
    shipment: { lines: [{ location: `p-${who}`, commodity: 'rice' }] },
    outcome: table.endsWith('audit') ? 'done' : 'right',
    status: 'active',
    action: 'refused',
    uploaded_by: party,
    accepted_at: '2026-11-05T00:00:00Z',
    version: { ayu: 1, budi: 2, far: 3 }[who],
    one: true,
    ...(table.startsWith('outbound.') ? { sequence: { ayu: 1, budi: 2, far: 3 }[who] } : {}),
    ...(type === 'jsonb' ? { line: { source: who } } : {}),
  };
  if (name in own) return typeof own[name] === 'object' ? JSON.stringify(own[name]) : own[name];
  if (type === 'uuid') return uuidOf(who);
  if (type === 'text') return who;
  if (type === 'bytea') return Buffer.from(who);
  if (type === 'jsonb') return '{}';
  if (type === 'ARRAY') return [];
  if (type === 'boolean') return false;
  if (type.startsWith('timestamp') || type === 'date') return '2026-11-05T00:00:00Z';
  return owners[who].party.length;
}

const isOf = (name: string) =>
  ['hub', 'party', 'region', 'location', 'carrier', 'source', 'destination'].includes(name);

function insertOf({ name, columns }: Table, who: Owner): [string, unknown[]] {
  const set = columns.filter(
    (column) => column.isNeeded || isOf(column.name) || column.type === 'uuid' || column.name === 'value',
  );
  return [
    `INSERT INTO ${name} (${set.map((column) => `"${column.name}"`).join(', ')}) VALUES (${set.map((_, i) => `$${i + 1}`).join(', ')})`,
    set.map((column) => valueOf(name, column, who)),
  ];
}

const tablesOfOurs = `SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND (n.nspname <> 'public' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
         AND a.attname IN ('hub', 'party')))`;

beforeAll(async () => {
  store = await testDatabase();
  owner = await Database.connect({ url: store.url, name: 'test', connectionsMax: 2 });
  await owner.migrate();
  service = await Database.connect({ url: store.url, name: 'service', as: 'service', connectionsMax: 2 });
  await service.transaction((sql) => ensureMonths(sql, [Date.UTC(2026, 10, 5)]));
  const rows = await owner.query<{ table: string } & Column>(
    `SELECT t.name AS table, c.column_name AS name, c.data_type AS type,
       c.is_nullable = 'NO' AND c.column_default IS NULL AS "isNeeded",
       has_column_privilege('lumbung_tenant', t.oid, c.column_name, 'UPDATE') AS "isWritable"
     FROM (${tablesOfOurs}) t JOIN pg_class k ON k.oid = t.oid AND NOT k.relispartition
     JOIN information_schema.columns c ON c.table_schema || '.' || c.table_name = t.name
     WHERE c.is_identity = 'NO' AND c.is_generated = 'NEVER' ORDER BY t.name, c.ordinal_position`,
  );
  tables = [...grouped(rows)].map(([name, columns]) => ({ name, columns }));
  const late = [
    'field.device',
    'people.link',
    'people.session',
    'notices.wish',
    'notices.notice',
    'notices.mail',
  ];
  for (const table of [...tables].sort(
    (a, b) => Number(late.includes(a.name)) - Number(late.includes(b.name)),
  ))
    for (const who of Object.keys(owners) as Owner[])
      if (!['access.key_version', 'outbound.position'].includes(table.name))
        await owner.query(...insertOf(table, who));
});
afterAll(async () => {
  await service?.close();
  await owner?.close();
  await store?.drop();
});

function grouped<Row extends { table: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.table, [...(groups.get(row.table) ?? []), row]);
  return groups;
}

const refused = 'refused';
/** What came of a statement: its rows, or that Postgres refused it for who asked. */
async function ask(
  tenancy: Tenancy,
  text: string,
  values?: unknown[],
): Promise<Record<string, unknown>[] | string> {
  try {
    return await service.scoped(tenancy, (sql) => sql.query(text, values));
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return refused;
    throw error;
  }
}
const count = async (tenancy: Tenancy, { name }: Table) => {
  const rows = await ask(tenancy, `SELECT count(*)::int AS count FROM ${name}`);
  return typeof rows === 'string' ? 0 : rows[0]!['count'];
};
const each = async <T>(work: (table: Table) => Promise<T>): Promise<Record<string, T>> => {
  const found: Record<string, T> = {};
  for (const table of tables) found[table.name] = await work(table);
  return found;
};

it('guards every table of ours, and one that somebody adds and forgets to guard is found', async () => {
  const open = () =>
    owner
      .query<{ name: string }>(`SELECT name FROM (${tablesOfOurs}) t WHERE NOT forced`)
      .then((rows) => rows.map(({ name }) => name));
  expect(await open()).toEqual([]);
  expect(tables.length).toBeGreaterThan(30);
  await owner.query('CREATE TABLE newcomer (party text)');
  await owner.query('CREATE TABLE reconciler.newcomer (id int)');
  expect((await open()).sort()).toEqual(['public.newcomer', 'reconciler.newcomer']);
  await owner.query('DROP TABLE newcomer, reconciler.newcomer');
});

it('the roles own nothing, cannot log in, and no policy is skipped for them', async () => {
  const roles = await owner.query(
    `SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin OR rolreplication AS "isMore",
       (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
     FROM pg_roles r WHERE rolname LIKE 'lumbung\\_%' ORDER BY 1`,
  );
  expect(roles).toEqual(
    ['lumbung_public', 'lumbung_service', 'lumbung_tenant'].map((rolname) => ({
      rolname,
      isMore: false,
      owned: 0,
    })),
  );
});

it('a service may not make, empty or rewrite tables', async () => {
  for (const text of [
    'CREATE TABLE reconciler.mine (id int)',
    'DROP TABLE reconciler.stock',
    'TRUNCATE reconciler.stock',
    'ALTER TABLE reconciler.stock DISABLE ROW LEVEL SECURITY',
    'UPDATE registry.change SET reason = reason',
    'DELETE FROM access.audit',
    'UPDATE connectors.mapping SET reason = reason',
    'DELETE FROM reconciler.plan',
  ])
    await expect(service.query(text)).rejects.toMatchObject({ code: '42501' });
});

it('a service adds and ends months, whose tables are guarded too', async () => {
  await service.transaction((sql) => ensureMonths(sql, [Date.UTC(2020, 0, 5)]));
  expect(await service.query('SELECT 1 FROM history.fact_2020_01')).toEqual([]);
  const ended = await endMonths(service, { months: 13, now: Date.UTC(2026, 10, 5) });
  expect(ended).toEqual([{ month: '2020-01', kept: 0, forgotten: 0 }]);
});

describe('whoever speaks for nobody', () => {
  it('sees no row of any table, and writes none', async () => {
    expect(await each((table) => count(nobody, table))).toEqual(
      Object.fromEntries(tables.map(({ name }) => [name, 0])),
    );
    expect(await each((table) => ask(nobody, ...insertOf(table, 'ayu')))).toEqual(
      Object.fromEntries(tables.map(({ name }) => [name, refused])),
    );
  });
});

describe('a party', () => {
  it('sees its own rows alone, not those of a neighbour or of another hub', async () => {
    expect(await each((table) => count(ayu, table))).toEqual(
      Object.fromEntries(tables.map(({ name }) => [name, shownTo[name]?.ayu.length ?? 0])),
    );
  });

  it('its hub sees those of its own parties', async () => {
    expect(await each((table) => count(home, table))).toEqual(
      Object.fromEntries(tables.map(({ name }) => [name, shownTo[name]?.home.length ?? 0])),
    );
  });

  it.each(['budi', 'far'] as const)('adds nothing in the name of %s', async (who) => {
    const answers = await each((table) => ask(ayu, ...insertOf(table, who)));
    // A line of history belongs to its rejected event: Ayu cannot see that one either.
    expect(answers).toEqual(Object.fromEntries(tables.map(({ name }) => [name, refused])));
  });

  it('changes and removes nothing of anybody else', async () => {
    const changed = await each(async (table) => {
      const column = table.columns.find(({ isWritable }) => isWritable)?.name ?? table.columns[0]!.name;
      const rows = await ask(ayu, `UPDATE ${table.name} SET "${column}" = "${column}" RETURNING 1`);
      return typeof rows === 'string' ? 0 : rows.length;
    });
    const writable = new Set([
      'messages.sender',
      'field.invitation',
      'field.device',
      'intake.rejected',
      'access.api_key',
      'access.onboarding',
      'access.invitation',
      'connectors.run',
      'outbound.webhook',
      'outbound.delivery',
    ]);
    expect(changed).toEqual(Object.fromEntries(tables.map(({ name }) => [name, writable.has(name) ? 1 : 0])));
    const removed = await each(async ({ name }) => {
      const rows = await ask(ayu, `DELETE FROM ${name} RETURNING 1`);
      return typeof rows === 'string' ? 0 : rows.length;
    });
    expect(removed).toEqual(
      Object.fromEntries(tables.map(({ name }) => [name, name === 'access.sandbox_line' ? 1 : 0])),
    );
  });

  it('never reads the hash of a key or of a password, or the secret of a webhook, not even its own', async () => {
    expect(await ask(ayu, 'SELECT secret_hash FROM access.api_key')).toBe(refused);
    expect(await ask(home, 'SELECT password FROM people.person')).toBe(refused);
    expect(await ask(ayu, 'SELECT secret FROM outbound.webhook')).toBe(refused);
    expect(await ask(ayu, 'SELECT old_secret FROM outbound.webhook')).toBe(refused);
  });

  it('cannot turn the guard off: a query that would need that fails', async () => {
    await expect(
      service.scoped(ayu, async (sql) => {
        await sql.query('SET LOCAL row_security = off');
        return sql.query('SELECT * FROM reconciler.stock');
      }),
    ).rejects.toThrow(/row-level security/);
  });

  it('with a name that is SQL is that name', async () => {
    const odd = `x','y"} \\ ; RESET ROLE --`;
    const [row] = (await ask(
      { ...nobody, party: odd, places: [odd] },
      `SELECT tenancy.name('party') AS party,
      tenancy.names('places') AS places, current_user AS who`,
    )) as Record<string, unknown>[];
    expect(row).toEqual({ party: odd, places: [odd], who: 'lumbung_tenant' });
  });
});

describe('a connection', () => {
  it('is the service again after somebody’s turn, whether that failed or not', async () => {
    const one = await Database.connect({ url: store.url, name: 'one', as: 'service', connectionsMax: 1 });
    const who = () => one.query(`SELECT current_user AS who, coalesce(tenancy.name('party'), '') AS party`);
    const itself = [{ who: 'lumbung_service', party: '' }];
    try {
      expect(await one.within(ayu).query('SELECT party FROM reconciler.feed')).toEqual([{ party: 'ayu' }]);
      expect(await who()).toEqual(itself);
      await expect(one.within(ayu).query('SELECT 1 / 0')).rejects.toThrow(/division/);
      expect(await who()).toEqual(itself);
      await expect(one.within(ayu).query('SELECT * FROM transport.outbox')).rejects.toMatchObject({
        code: '42501',
      });
      expect(await one.query('SELECT count(*)::int AS n FROM reconciler.feed')).toEqual([{ n: 3 }]);
      await expect(
        one.within(ayu).query(`UPDATE connectors.run SET items = 0 WHERE party = 'ayu'`),
      ).rejects.toThrow(/read-only/);
    } finally {
      await one.close();
    }
  });

  it('open reading sees what is shown openly, and nothing of keys, people, connectors or the audit', async () => {
    const open: Tenancy = { ...nobody, everything: true };
    const seen = await each((table) => count(open, table));
    const shown = tables.map(({ name }) => name).filter((name) => seen[name] !== 0);
    expect(shown.filter((name) => /^(access|people|connectors|history|transport)\./.test(name))).toEqual([]);
    expect(shown).toContain('reconciler.stock');
    expect(await ask(open, 'DELETE FROM reconciler.stock')).toBe(refused);
  });
});

describe('an owner that is no superuser', () => {
  const name = `plain_${randomBytes(5).toString('hex')}`;
  let url: string;

  beforeAll(async () => {
    await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD 'plain'`);
    await owner.query(`CREATE DATABASE ${name} OWNER ${name}`);
    const address = new URL(store.url);
    Object.assign(address, { username: name, password: 'plain', pathname: `/${name}` });
    url = address.href;
  });
  afterAll(async () => {
    await owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await owner.query(`DROP ROLE ${name}`);
  });

  it('is told in one sentence what a database administrator has to do', async () => {
    const settings = { databaseUrl: url, dataDir: '/nowhere' } as never;
    const error = await prepareStore(url, settings).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LauncherError);
    const { message } = error as LauncherError;
    expect(message).toContain('CREATE ROLE lumbung_service');
    expect(message).toContain(`TO "${name}"`);
  });

  it('migrates and seeds once that is done, and without its membership sees no row itself', async () => {
    await owner.query(`GRANT lumbung_service, lumbung_tenant, lumbung_public TO ${name}`);
    expect(Object.keys(await prepareDatabase(url)).length).toBeGreaterThan(3);
    const client = new pg.Client(url);
    await client.connect();
    const parties = () =>
      client
        .query<{ n: number }>('SELECT count(*)::int AS n FROM access.api_key')
        .then(({ rows }) => rows[0]!.n);
    try {
      expect(await parties()).toBeGreaterThan(3);
      const plain = await Database.connect({ url, name: 'plain', as: 'service', connectionsMax: 2 });
      await plain.transaction((sql) => ensureMonths(sql, [Date.UTC(2020, 0, 5)]));
      expect(await endMonths(plain, { months: 1, now: Date.UTC(2021, 0, 5) })).toHaveLength(1);
      expect(await plain.within(nobody).query('SELECT 1 FROM access.api_key')).toEqual([]);
      await plain.close();
      await owner.query(`REVOKE lumbung_service FROM ${name}`);
      expect(await parties()).toBe(0);
    } finally {
      await client.end();
    }
  });
});
