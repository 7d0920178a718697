import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  currentConnectors,
  MappingSandbox,
  saveConnector,
  Secrets,
  Targets,
  type Configuration,
  type ConnectorKind,
} from '#connectors';
import { Database } from '#database';
import { createProducer, ensureTopics, tailTopics, type Producer, type TailRecord } from '#kafka';
import { ConnectorRunner } from '../../apps/intake/connectors/runner.js';
import { privatePlatform } from '../support/platform.js';
import { quiet } from '../support/quiet.js';

jest.setTimeout(60_000);

let platform: Awaited<ReturnType<typeof privatePlatform>>;
let database: Database;
let producer: Producer;
let brokers: string[];
let server: Server;
let target: string;
let folder: string;
let stopTail: () => Promise<void>;
const taken: TailRecord[] = [];
const runners: ConnectorRunner[] = [];

/** What the partner's server holds, and how it behaves. */
let plans: { no: number; kg: number | null }[] = [];
let asked: { since: string; authorization: string | undefined }[] = [];
let behave: ((reply: ServerResponse) => boolean) | null = null;

beforeAll(async () => {
  platform = await privatePlatform();
  brokers = platform.kafka.brokers.split(',');
  database = await Database.connect({ url: platform.postgres.url, name: 'test' });
  await database.migrate();
  producer = createProducer({ brokers, clientId: 'test' });
  await ensureTopics(brokers, [{ name: 'inbound.gateway', partitions: 3, replication: 1 }]);
  const tail = await tailTopics({
    brokers,
    clientId: 'test-tail',
    topics: ['inbound.gateway'],
    from: (_topic, _partition, earliest) => earliest,
    onRecord: (record) => taken.push(record),
    onCrash: (error) => {
      throw error;
    },
  });
  stopTail = tail.stop;
  server = createServer((request, reply) => {
    const since = new URL(request.url!, 'http://x').searchParams.get('since') ?? '';
    asked.push({ since, authorization: request.headers.authorization });
    if (behave?.(reply)) return;
    const page = plans.filter(({ no }) => no > Number(since)).slice(0, 2);
    reply.end(JSON.stringify({ data: page, meta: { next: page.at(-1)?.no ?? null } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'lumbung-secrets-'));
}, 120_000);

afterAll(async () => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
  await stopTail?.();
  await producer?.close();
  await database?.close();
  await platform?.stop();
}, 60_000);

beforeEach(() => {
  plans = [];
  asked = [];
  behave = null;
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  for (const { party, kind, configuration } of await currentConnectors(database))
    await declare(party, kind, { ...configuration, paused: true });
});

function runner(targets = [target]): ConnectorRunner {
  const made = new ConnectorRunner({
    database,
    producer,
    sandbox: new MappingSandbox(),
    log: quiet as never,
    targets: new Targets(targets),
    secrets: new Secrets(folder, {}),
    kafka: { brokers, partitions: 1, replication: 1 },
    mayRun: () => true,
  });
  runners.push(made);
  made.start();
  return made;
}

const mapping = `{
  "id": "plan-" & no, "type": "demand.declared", "time": "2026-11-23T06:00:00Z",
  "data": { "demandId": "d-" & no, "quantity": $assert(kg > 0, "kg must be positive") or kg }
}`.replace('$assert(kg > 0, "kg must be positive") or kg', 'kg > 0 ? kg : $error("kg must be positive")');

function declare(party: string, kind: ConnectorKind, configuration: object): Promise<unknown> {
  const by = { kind: 'key', id: 'test' };
  return database.transaction((sql) =>
    saveConnector(sql, { party, kind, configuration: configuration as Configuration, reason: 'test', by }),
  );
}

function poll(party: string, rest = {}): Promise<unknown> {
  const cursor = { parameter: 'since', next: '/meta/next', first: '0' };
  const url = `http://${target}/plans`;
  return declare(party, 'poll', { url, everySeconds: 2, items: '/data', cursor, mapping, ...rest });
}

const of = (party: string) => taken.filter(({ headers }) => headers['lumbung-party'] === party);
const ids = (party: string) =>
  of(party).map(({ value }) => (JSON.parse(value!.toString()) as { id?: string; no?: number }).id ?? 'none');
const state = async (party: string) => (await currentConnectors(database, { party }))[0]!;

async function until(good: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + 15_000; !(await good());) {
    if (Date.now() > giveUpAt) throw new Error(`never came true; asked ${JSON.stringify(asked.slice(-5))}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a poll', () => {
  it('takes page after page with its secret, once, and goes on from its cursor', async () => {
    const party = 'pages';
    writeFileSync(join(folder, `${party}.token`), 'open-sesame\n');
    plans = [1, 2, 3, 4, 5].map((no) => ({ no, kg: 10 * no }));
    await poll(party, { secret: { name: 'token' } });
    const first = runner();
    await until(async () => of(party).length === 5 && (await state(party)).cursor === '5');
    expect(ids(party).sort()).toEqual(['plan-1', 'plan-2', 'plan-3', 'plan-4', 'plan-5']);
    expect(asked.every(({ authorization }) => authorization === 'Bearer open-sesame')).toBe(true);
    await first.stop();
    plans.push({ no: 6, kg: 1 });
    runner();
    await until(() => of(party).length === 6);
    expect(ids(party).filter((id) => id === 'plan-6')).toHaveLength(1);
    expect(JSON.stringify(await database.query('SELECT * FROM connectors.mapping'))).not.toContain('sesame');
    expect(await state(party)).toMatchObject({ lastError: null, events: 6, refused: 0 });
  });

  it('waits when the server errs, is late or talks nonsense, tells why, and misses nothing', async () => {
    const party = 'patient';
    plans = [{ no: 1, kg: 1 }];
    const bad: ((reply: ServerResponse) => void)[] = [
      (reply) => void reply.writeHead(503, { 'retry-after': '3' }).end(),
      (reply) => void reply.end('<html>'),
    ];
    const at: number[] = [];
    behave = (reply) => {
      at.push(Date.now());
      const act = bad.shift();
      act?.(reply);
      return act !== undefined;
    };
    await poll(party);
    runner();
    await until(async () => (await state(party)).lastError?.code === 'STATUS');
    await until(async () => (await state(party)).lastError?.code === 'ANSWER_NOT_JSON');
    await until(() => of(party).length === 1);
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(2_900);
    await until(async () => (await state(party)).failures === 0);
    expect((await state(party)).lastError).toBeNull();
  });

  it('hands on what its mapping cannot make sense of, with the original and the reason', async () => {
    const party = 'puzzling';
    plans = [
      { no: 1, kg: null },
      { no: 2, kg: 5 },
    ];
    await poll(party);
    runner();
    await until(() => of(party).length === 2);
    const odd = of(party).find(({ headers }) => headers['lumbung-unmapped'] !== undefined)!;
    expect(JSON.parse(odd.value!.toString())).toEqual({ no: 1, kg: null });
    expect(odd.headers['lumbung-unmapped']).toContain('Pemetaan gagal');
    expect(await state(party)).toMatchObject({ items: 2, events: 1, refused: 1 });
  });

  it('goes nowhere inside unless the setting names it', async () => {
    const party = 'curious';
    plans = [{ no: 1, kg: 1 }];
    await poll(party);
    runner([]);
    await until(async () => (await state(party)).lastError?.code === 'TARGET_REFUSED');
    expect(asked).toEqual([]);
  });

  it('runs in one instance at a time', async () => {
    const party = 'single';
    plans = Array.from({ length: 40 }, (_, no) => ({ no: no + 1, kg: 1 }));
    let open = 0;
    let most = 0;
    behave = (reply) => {
      most = Math.max(most, ++open);
      const { since } = asked.at(-1)!;
      setTimeout(() => {
        open--;
        const page = plans.filter(({ no }) => no > Number(since)).slice(0, 2);
        reply.end(JSON.stringify({ data: page, meta: { next: page.at(-1)?.no ?? null } }));
      }, 30);
      return true;
    };
    await poll(party);
    runner();
    runner();
    runner();
    await until(() => new Set(ids(party)).size === 40);
    expect(most).toBe(1);
    expect(of(party)).toHaveLength(40);
  });
});

describe('a topic of a partner', () => {
  it('is read from its beginning and on, each record once, what nobody can read too', async () => {
    const party = 'streaming';
    const topic = `foreign.${party}.needs`;
    await declare(party, 'topic', {
      topic,
      mapping: mapping
        .replaceAll('no', 'data.no')
        .replaceAll('kg > 0', 'data.kg > 0')
        .replaceAll('? kg', '? data.kg'),
    });
    const say = (value: string, headers: Record<string, string> = {}) =>
      producer.send([{ topic, key: randomUUID(), value, headers }]);
    await ensureTopics(brokers, [{ name: topic, partitions: 2, replication: 1 }]);
    const event = (no: number) =>
      JSON.stringify({
        specversion: '1.0',
        id: `x${no}`,
        type: 'their.own',
        source: '/x',
        data: { no, kg: 3 },
      });
    await say(event(1));
    await say('{ broken');
    const first = runner();
    await until(() => of(party).length === 2);
    await say(JSON.stringify({ no: 2, kg: 4 }), {
      ce_specversion: '1.0',
      ce_id: 'x2',
      ce_type: 'their.own',
      ce_source: '/x',
    });
    await until(() => of(party).length === 3);
    await first.stop();
    await say(event(3));
    runner();
    await until(() => of(party).length === 4);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(
      of(party)
        .map(({ value }) => value!.toString())
        .filter((value) => value === '{ broken'),
    ).toHaveLength(1);
    expect(
      taken.filter(({ value }) =>
        /"plan-[123]".*"source":"urn:lumbung:party:streaming"/.test(value!.toString()),
      ),
    ).toHaveLength(3);
    expect(await state(party)).toMatchObject({ items: 4, events: 3, refused: 1 });
  });
});
