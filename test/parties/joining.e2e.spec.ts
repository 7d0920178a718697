import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { parseKey } from '#access';
import { repositoryRoot } from '#embedded';
import { createProducer } from '#kafka';
import { startGateway, type RunningGateway } from '../../apps/gateway/gateway.js';
import { readSettings } from '../../apps/gateway/settings.js';
import { quiet } from '../gateway/support.js';
import { administrator, admitAdministrator } from '../support/administrator.js';
import { kafkaOwner } from '../support/platform.js';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(90_000);

const run = promisify(execFile);
const party = 'kediri-pangan';
const region = '35.71';

let services: RunningServices;
/** Another instance of the gateway, in which the hub's administrator has signed in. */
let hub: RunningGateway;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lumbung-partner-'));
  services = await startServices({ READ_ACCESS: 'key' });
  hub = await startGateway(
    readSettings({
      PORT: '0',
      HOST: '127.0.0.1',
      KAFKA_BROKERS: services.brokers,
      KAFKA_USERNAME: kafkaOwner.username,
      KAFKA_PASSWORD: kafkaOwner.password,
      DATABASE_URL: services.databaseUrl,
      READ_ACCESS: 'key',
    }),
    quiet,
  );
  admitAdministrator(hub.app);
}, 180_000);

afterAll(async () => {
  await hub?.stop();
  await services?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Body = Record<string, unknown>;

async function ask(method: 'get' | 'post' | 'put', path: string, body?: object): Promise<Body> {
  const gateway = request(`http://127.0.0.1:${hub.port}`);
  const answer = await gateway[method](path)
    .set({ authorization: administrator, 'content-type': 'application/json' })
    .send(body && JSON.stringify(body));
  expect([path, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([
    path,
    expect.any(Number),
    '',
  ]);
  return answer.body as Body;
}

const guide = (language: string) =>
  readFileSync(join(repositoryRoot, `docs/partners/README.${language}.md`), 'utf8');
const blocksOf = (text: string) =>
  [...text.matchAll(/^```bash ?(\w*)\n(.*?)^```/gms)].map(([, mark, code]) => ({ mark: mark!, code: code! }));

/** Runs commands of the guide as a person would, in one shell after the other with what was exported before. */
async function shell(commands: string, env: Record<string, string>): Promise<Record<string, string>> {
  const { stdout } = await run('bash', ['-euc', `${commands}\nprintf '\\n#env\\n'; env -0`], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    timeout: 60_000,
    maxBuffer: 32 * 1024 * 1024,
  });
  const pairs = stdout
    .slice(stdout.indexOf('\n#env\n') + 6)
    .split('\0')
    .filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}

/** What the party's person has in the shell. */
let env: Record<string, string>;

describe('a party that nobody prepared', () => {
  const blocks = blocksOf(guide('en'));
  const commands = (mark: string) =>
    blocks
      .filter((block) => block.mark === mark)
      .map(({ code }) => code)
      .join('\n');

  it('has the same commands in both languages', () => {
    expect(blocks.length).toBeGreaterThan(10);
    expect(blocksOf(guide('id'))).toEqual(blocks);
  });

  it('gets from its invitation to a green report by the guide alone', async () => {
    const { invitation } = await ask('post', '/v1/parties', {
      reason: 'kota mitra baru',
      regions: [
        {
          code: region,
          name: 'Kota Kediri',
          kind: 'kota',
          timezone: 'Asia/Jakarta',
          latitude: -7.82,
          longitude: 112.01,
          population: 288_000,
        },
      ],
      lanes: [
        {
          id: `35.72-${region}-road`,
          hub: 'btc',
          origin: '35.72',
          destination: region,
          mode: 'road',
          roadKm: 45,
          leadHoursTypical: 1,
          leadHoursLate: 3,
          rupiahPerTonne: 50_000,
        },
      ],
      agreements: [
        {
          id: 'mou-btc-35.71-2026',
          hub: 'btc',
          region,
          titleId: 'Nota kesepahaman',
          titleEn: 'Memorandum',
          commodities: [],
          signedOn: day(0),
          validFrom: day(0),
          validTo: day(1_800),
          status: 'active',
          terms: [{ commodity: 'egg.chicken', period: 'week', guaranteed: 300_000 }],
        },
      ],
      party: {
        code: party,
        nameId: 'Dinas Pangan Kota Kediri',
        nameEn: 'Food Office, Kediri',
        kind: 'department',
        regions: [region],
        system: true,
        rank: 100,
        cadenceHours: 24,
      },
    });
    await until(async () => {
      const { status } = await request(services.url)
        .get(`/v1/registry/party/${party}`)
        .set('authorization', `Bearer ${services.keys['btc']}`);
      return status === 200;
    });
    const { token } = invitation as { token: string };
    env = await shell(commands(''), {
      LUMBUNG: services.url,
      PARTY: party,
      REGION: region,
      INVITATION: token,
    });
    const { report } = (await ask('get', `/v1/parties/${party}/joining`)) as {
      report: { green: boolean; counts: object };
    };
    expect([report.green, report.counts]).toEqual([true, { right: 3, repeated: 1, wrong: 1 }]);
  });

  it('goes live, and what it says is planned with', async () => {
    await ask('post', `/v1/parties/${party}/go-live`, { reason: 'uji hijau' });
    await until(async () => {
      const body = (
        await request(services.url)
          .get(`/v1/registry/party/${party}`)
          .set('authorization', `Bearer ${services.keys['btc']}`)
      ).body as { value: { status: string } };
      return body.value.status === 'active';
    });
    env = await shell(commands('live'), env);
    await until(async () => {
      const { items } = (await ask('get', '/v1/demands?limit=500')) as { items: { demandId: string }[] };
      return items.some(({ demandId }) => demandId === 'eggs-1001');
    });
  });

  it('is heard about a place that was registered a moment ago', async () => {
    const door = { ...services, url: `http://127.0.0.1:${hub.port}` };
    for (const number of [1, 2, 3]) {
      const barn = `kandang-baru-${number}`;
      await ask('put', `/v1/registry/place/${barn}`, {
        value: {
          code: barn,
          nameId: 'Kandang baru',
          nameEn: 'New barn',
          region: '35.05',
          hub: 'btc',
          party: 'peternakan-ponggok',
          latitude: -8.1,
          longitude: 112.2,
          capacity: { 'egg.chicken': 1_000 },
        },
        reason: 'kandang baru',
      });
      const count = { location: barn, commodity: 'egg.chicken', quantity: 1, unit: 'KGM' };
      await sayTo(door, 'peternakan-ponggok', 'stock.counted', count);
    }
  });

  it('is heard on its own topic without anything being started again', async () => {
    const { keyId, secret } = parseKey(env['KEY']!)!;
    const login = { username: keyId, password: secret, mechanism: 'scram-sha-512' } as const;
    const producer = createProducer({ brokers: services.brokers.split(','), clientId: 'kediri', login });
    const event = {
      specversion: '1.0',
      id: 'kafka-1',
      source: `urn:lumbung:party:${party}`,
      type: 'lumbung.demand.declared.v1',
      time: new Date().toISOString(),
      data: {
        demandId: 'eggs-1002',
        destination: region,
        commodity: 'egg.chicken',
        quantity: 20,
        unit: 'peti',
        window: { from: day(1), to: day(4) },
        basis: 'order',
      },
    };
    await producer.send([{ topic: `inbound.${party}`, key: party, value: JSON.stringify(event) }]);
    await producer.close();
    await until(async () => {
      const { body } = await request(services.url)
        .get(`/v1/events/${party}/kafka-1`)
        .set('authorization', `Bearer ${env['KEY']}`);
      return (body as { status?: string }).status === 'applied';
    });
  });
});

describe('an agreement', () => {
  const id = 'mou-btc-35.71-2026';
  const amend = async (changes: object, reason: string) => {
    const { version, value } = (await ask('get', `/v1/registry/agreement/${id}`)) as {
      version: number;
      value: object;
    };
    await ask('put', `/v1/registry/agreement/${id}`, {
      value: { ...value, ...changes },
      reason,
      expectedVersion: version,
    });
  };
  const demand = async () => {
    const { items } = (await ask('get', '/v1/demands?limit=500')) as {
      items: { demandId: string; allocated: number; reasons: { code: string }[] }[];
    };
    return items.find(({ demandId }) => demandId === 'eggs-1002')!;
  };

  it('that is suspended binds the plan from that moment, and again when it is taken up', async () => {
    await sayTo(services, 'peternakan-ponggok', 'stock.counted', {
      location: 'kandang-ponggok',
      commodity: 'egg.chicken',
      quantity: 2_000,
      unit: 'KGM',
    });
    await until(async () => (await demand()).allocated === 300_000);
    await amend({ status: 'suspended' }, 'ditangguhkan sementara');
    const { reasons } = await until(async () => {
      const line = await demand();
      return line.allocated === 0 && line;
    });
    expect(reasons.map(({ code }) => code)).toContain('AGREEMENT_INACTIVE');
    await amend({ status: 'active' }, 'dilanjutkan');
    await until(async () => (await demand()).allocated === 300_000);
  });

  it('that nears its end raises an alert once, and clears it when it is prolonged', async () => {
    const alerts = async (state: string) => {
      const { items } = (await ask('get', `/v1/alerts?state=${state}&limit=500`)) as {
        items: { alertId: string; subject: string }[];
      };
      return items.filter(({ alertId }) => alertId === `AGREEMENT_ENDING/btc/*/${id}`);
    };
    await amend({ validTo: day(30) }, 'diperpendek');
    await until(async () => (await alerts('open')).length === 1);
    await amend({ endingDays: 60 }, 'peringatan lebih awal');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await alerts('all')).toMatchObject([{ subject: region }]);
    await amend({ validTo: day(1_800) }, 'diperpanjang');
    await until(async () => (await alerts('open')).length === 0);
    expect(await alerts('cleared')).toHaveLength(1);
  });

  it('says what was promised and what arrived', async () => {
    const seen = async () => {
      const { items } = (await ask('get', '/v1/shipments?limit=500')) as {
        items: { shipmentId: string; destination: string; status: string }[];
      };
      return items.find(({ destination }) => destination === region);
    };
    const { shipmentId } = (await until(seen))!;
    const carrier = 'koperasi-angkutan-blitar';
    const act = async (key: string, path: string, body: object) => {
      const { status, body: answer } = await request(services.url)
        .post(`/v1/shipments/${shipmentId}/${path}`)
        .set({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
        .send(JSON.stringify(body));
      expect([path, status, answer]).toEqual([path, 202, expect.anything()]);
    };
    const reaches = (wanted: string[]) => until(async () => wanted.includes((await seen())!.status));
    await act(services.keys[carrier]!, 'responses', { response: 'accepted' });
    await reaches(['accepted']);
    await act(services.keys[carrier]!, 'dispatches', {});
    await reaches(['dispatched', 'in_transit']);
    await act(env['KEY']!, 'receipts', {});
    await reaches(['received', 'closed']);
    const { items } = (await ask('get', `/v1/agreements/${id}/fulfilment`)) as { items: object[] };
    expect(items).toMatchObject([
      {
        commodity: 'egg.chicken',
        period: 'week',
        promised: 300_000,
        delivered: 900_000,
        missing: 0,
        unit: 'g',
      },
    ]);
  });
});
