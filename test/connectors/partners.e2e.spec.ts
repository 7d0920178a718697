import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '#embedded';
import { kafkaOwner } from '../support/platform.js';
import { day } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(120_000);

const run = promisify(execFile);
const partners = ['dharma-jaya', 'depok-pangan', 'e-peken', 'food-station', 'pasar-jaya'];
const examples = join(repositoryRoot, 'docs/partners/examples');
let services: RunningServices;

beforeAll(async () => {
  services = await startServices({ SIMULATOR: 'on', SIMULATOR_SPEED: '400' });
});
afterAll(() => services?.stop(), 30_000);

async function ask<T>(path: string, party = 'btc'): Promise<T> {
  const headers = { authorization: `Bearer ${services.keys[party]}` };
  return (await (await fetch(`${services.url}${path}`, { headers })).json()) as T;
}

async function send(path: string, party: string, body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${services.keys[party]}`, 'content-type': 'application/json' };
  return fetch(`${services.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function until<T>(look: () => Promise<T>, isGood: (seen: T) => boolean): Promise<T> {
  for (const giveUpAt = Date.now() + 60_000; ;) {
    const seen = await look();
    if (isGood(seen)) return seen;
    if (Date.now() > giveUpAt)
      throw new Error(`never came true; last seen: ${JSON.stringify(seen).slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

interface Listed<T> {
  items: T[];
}

describe('five partners who speak no CloudEvents of ours', () => {
  it('have their needs in the plan, through connectors that run', async () => {
    const destinations = ['35.78', '31', '32.76'];
    const needs = async () => {
      const pages = await Promise.all(
        destinations.map((place) =>
          ask<Listed<{ source: string; declared: number }>>(`/v1/demands?limit=500&destination=${place}`),
        ),
      );
      return pages.flatMap(({ items }) => items).filter(({ declared }) => declared > 0);
    };
    const ofPartners = (seen: { source: string }[]) => seen.filter(({ source }) => partners.includes(source));
    await until(needs, (seen) => ofPartners(seen).length >= 18);
    type Item = { party: string; kind: string; events: number; refused: number };
    const { items } = await ask<Listed<Item>>('/v1/connectors');
    expect(Object.fromEntries(items.map(({ party, kind }) => [party, kind]))).toEqual({
      'dharma-jaya': 'upload',
      'depok-pangan': 'topic',
      'e-peken': 'push',
      'food-station': 'poll',
      'pasar-jaya': 'upload',
    });
    for (const { party, events, refused } of items)
      expect([party, events > 0, refused]).toEqual([party, true, 0]);
    for (const party of partners) {
      const { items: rejected } = await ask<Listed<object>>(`/v1/rejected?party=${party}`);
      expect([party, rejected]).toEqual([party, []]);
    }
  });
});

/** A machine may lack a tool of a partner's: then what the example would send is looked at instead. */
const toolVersion = (tool: string): string => spawnSync(tool, ['-V']).stdout.toString();
const has = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;

/** librdkafka before 2.6.1 fails at SCRAM with Kafka 4: with such a kcat the owner speaks, as it may without SCRAM. */
function userOfOldClient(): Record<string, string> {
  const [, major, minor, patch] = /librdkafka (\d+)\.(\d+)\.(\d+)/.exec(toolVersion('kcat'))!;
  if (Number(major) * 10_000 + Number(minor) * 100 + Number(patch) >= 20_601) return {};
  const { username, password } = kafkaOwner;
  const user = `-X sasl.username=${username} -X sasl.password=${password}`;
  return { LUMBUNG_KAFKA_OPTIONS: `-X security.protocol=SASL_PLAINTEXT -X sasl.mechanism=PLAIN ${user}` };
}

describe('the examples for partners', () => {
  const cases = [
    { file: 'send-event.sh', tools: ['sh', 'curl'], party: 'e-peken', demand: 'e-peken' },
    { file: 'connector.sh', tools: ['sh', 'curl'], party: 'dkpp-surabaya', demand: 'dkpp-surabaya' },
    { file: 'lumbung.py', tools: ['python3'], party: 'e-peken', demand: 'e-peken' },
    { file: 'kafka.sh', tools: ['sh', 'kcat'], party: 'e-peken', demand: 'e-peken' },
  ];

  it.each(cases)('$file does what it says', async ({ file, tools, party, demand }) => {
    const path = join(examples, file);
    if (!tools.filter((tool) => tool !== 'sh').every(has)) {
      expect(readFileSync(path, 'utf8')).toMatch(/demand\.declared/);
      return;
    }
    const id = `contoh-${file.replace(/\W/g, '-')}`;
    const env = {
      ...process.env,
      LUMBUNG_URL: services.url,
      LUMBUNG_KEY: services.keys[party],
      LUMBUNG_PARTY: party,
      LUMBUNG_KAFKA: services.brokers,
      EVENT_ID: id,
      ...(file === 'kafka.sh' ? userOfOldClient() : {}),
    };
    await run(tools[0]!, [path], { env, timeout: 30_000 });
    const demandId = `${demand}.${id}`;
    const needs = () =>
      ask<Listed<{ demandId: string; declared: number }>>('/v1/demands?limit=500&destination=35.78');
    const seen = await until(needs, ({ items }) => items.some((item) => item.demandId === demandId));
    expect(seen.items.filter((item) => item.demandId === demandId)).toHaveLength(1);
    const status = await ask<{ status: string }>(`/v1/events/${party}/${id}`, party);
    expect(['accepted', 'applied']).toContain(status.status);
  });
});

describe('what a mapping makes nothing of', () => {
  it('is kept as it came, with the reason, and is mended by the event that it should have been', async () => {
    const party = 'dkpp-surabaya';
    const mapping = `{ "id": nomor, "type": "demand.withdrawn", "time": waktu, "data": { "demandId": $error("rusak") } }`;
    const body = JSON.stringify({ configuration: { mapping }, reason: 'sengaja salah' });
    const headers = { authorization: `Bearer ${services.keys[party]}`, 'content-type': 'application/json' };
    await fetch(`${services.url}/v1/connectors/${party}/push`, { method: 'PUT', headers, body });
    const original = { nomor: 'aneh-1', waktu: new Date().toISOString() };
    expect((await send(`/v1/connectors/${party}`, party, original)).status).toBe(202);
    interface Row {
      rejectedId: string;
      code: string;
      state: string;
      payload: string;
      details: { text: { id: string } }[];
    }
    const rows = () => ask<Listed<Row>>(`/v1/rejected?party=${party}&code=MAPPING_FAILED`, party);
    const [row] = (await until(rows, ({ items }) => items.length > 0)).items;
    expect(JSON.parse(row!.payload)).toEqual(original);
    expect(row!.details[0]!.text.id).toContain('rusak');
    const event = {
      specversion: '1.0',
      id: 'aneh-1',
      source: `urn:lumbung:party:${party}`,
      type: 'lumbung.demand.declared.v1',
      time: original.waktu,
      data: {
        demandId: `${party}.aneh-1`,
        destination: '35.78',
        commodity: 'milk.cow',
        quantity: 10,
        unit: 'LTR',
        window: { from: day(0), to: day(0) },
        basis: 'order',
      },
    };
    expect((await send(`/v1/rejected/${row!.rejectedId}/resend`, party, { event })).status).toBe(202);
    await until(rows, ({ items }) => items[0]!.state === 'resent');
  });
});
