import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lumbungClient } from '#client';
import { repositoryRoot } from '#embedded';
import { startBench, type Bench } from '../gateway/support.js';
import { day } from '../support/say.js';

jest.setTimeout(120_000);

const run = promisify(execFile);
let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench?.stop());

describe('the client', () => {
  it('has the types of the OpenAPI document as it is; `npm run client` writes them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lumbung-client-'));
    const bin = (name: string) => join(repositoryRoot, 'node_modules/.bin', name);
    const fresh = join(folder, 'api.ts');
    try {
      await run(bin('openapi-typescript'), [`${bench.url}/openapi.json`, '-o', fresh]);
      const config = join(repositoryRoot, '.config/prettier.json');
      await run(bin('prettier'), ['--config', config, '--write', fresh]);
      const kept = readFileSync(join(repositoryRoot, 'libs/client/api.ts'), 'utf8');
      expect(kept === readFileSync(fresh, 'utf8')).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says events and asks, with the key of its party', async () => {
    const client = lumbungClient({ url: bench.url, key: bench.keys['e-peken'] });
    const sent = await client.POST('/v1/events', {
      body: {
        specversion: '1.0',
        id: 'client-1',
        source: 'urn:lumbung:party:e-peken',
        type: 'lumbung.demand.declared.v1',
        time: new Date().toISOString(),
        data: {
          demandId: 'e-peken.client-1',
          destination: '35.78',
          commodity: 'egg.chicken',
          quantity: 12,
          unit: 'KGM',
          window: { from: day(0), to: day(0) },
          basis: 'order',
        },
      },
    });
    expect(sent.data).toMatchObject({ accepted: 1, events: [{ id: 'client-1', status: 'accepted' }] });
    const regions = await client.GET('/v1/regions', { params: { query: { limit: 3 } } });
    expect(regions.data!.items).toHaveLength(3);
    expect(regions.data!.items[0]!.name).toEqual(expect.any(String));
    const path = { party: 'e-peken', kind: 'push' } as const;
    const connector = await client.GET('/v1/connectors/{party}/{kind}', { params: { path } });
    expect(connector.error).toMatchObject({ code: 'CONNECTOR_UNKNOWN' });
  });

  it('hears why not', async () => {
    const { error, response } = await lumbungClient({ url: bench.url }).GET('/v1/connectors');
    expect([response.status, error!.code]).toEqual([401, 'KEY_MISSING']);
  });
});
