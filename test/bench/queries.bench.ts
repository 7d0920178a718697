import http from 'node:http';
import pg from 'pg';
import type { Terminal } from '../../apps/launcher/terminal.js';
import { fillDatabase } from './fill.js';
import { row, type Measured, type Row } from './report.js';
import type { Rig } from './rig.js';
import type { Sizes } from './sizes.js';
import { percentile } from './stats.js';
import { standardWorld, worldOf } from './world.js';

const places = ['35.05', '31'] as const;

/** Lists as dashboards and programs ask for them, and as nobody should but may. */
function questions(aShipment: string, aFact: string): [name: string, path: string][] {
  const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();
  const commodity = 'bench.commodity-07';
  return [
    ['balances of a city', `/v1/balances?region=${places[1]}`],
    ['stock of a commodity', `/v1/stock?hub=btc&commodity=${commodity}`],
    ['stock of a place', '/v1/stock?location=bench-place-7'],
    ['stock of a region, 500', `/v1/stock?region=${places[0]}&limit=500`],
    ['demands of a city', `/v1/demands?destination=${places[1]}`],
    ['shipments, first page', '/v1/shipments'],
    ['shipments under way', '/v1/shipments?status=in_transit'],
    ['shipments declined (none)', '/v1/shipments?status=declined'],
    ['shipments to a city, accepted', `/v1/shipments?destination=${places[1]}&status=accepted`],
    ['shipments of a commodity', `/v1/shipments?commodity=${commodity}`],
    ['shipments a month ago', `/v1/shipments?asOf=${monthAgo}`],
    ['shipments to a city a month ago', `/v1/shipments?destination=${places[1]}&asOf=${monthAgo}`],
    ['one shipment', `/v1/shipments/${aShipment}`],
    ['open alerts', '/v1/alerts'],
    ['all alerts', '/v1/alerts?state=all'],
    ['alerts of a commodity, all', `/v1/alerts?hub=btc&commodity=${commodity}&state=all`],
    ['alerts a month ago', `/v1/alerts?asOf=${monthAgo}`],
    ['rejected events', '/v1/rejected'],
    ['rejected events that are open', '/v1/rejected?state=open'],
    ['what became of an event', `/v1/events/${aFact}`],
    ['feeds', '/v1/feeds'],
    ['places', '/v1/places?limit=500'],
  ];
}

/** How long lists take when a quarter of a year lies in the database. */
export async function measureQueries(rig: Rig, terminal: Terminal, sizes: Sizes): Promise<Measured> {
  const fill = { ...standardWorld, ...sizes.fill };
  const databaseUrl = await rig.preparedDatabase(worldOf(standardWorld).registry);
  terminal.step({ id: 'Mengisi basis data', en: 'Filling the database' });
  await fillDatabase(databaseUrl, fill);
  const samples = await samplesOf(databaseUrl);
  const { port } = await rig.start('gateway', databaseUrl);
  terminal.step({ id: 'Bertanya', en: 'Asking' });
  const url = `http://127.0.0.1:${port}`;
  const floor = { name: 'GET /v1/meta', value: percentile(await ask(url, '/v1/meta', sizes.asks), 0.5) };
  const rows: Row[] = [];
  for (const [name, path] of questions(samples.shipment, samples.event)) {
    const taken = await ask(url, path, sizes.asks);
    const spread = [percentile(taken, 0), percentile(taken, 0.5), percentile(taken, 0.99)];
    rows.push(row(`${name} (fastest, p50, p99)`, 'ms', spread, floor));
  }
  await rig.stop('gateway');
  const { shipments, facts, alerts, plans } = fill;
  return {
    rows,
    notes: [
      `In the database: ${shipments} shipments with 2 revisions each, ${facts} facts and identities, ${alerts} alerts,`,
      `${plans} plans of each of ${fill.commodities} commodities, ${facts / 10} rejected events.`,
    ],
  };
}

async function samplesOf(databaseUrl: string): Promise<{ shipment: string; event: string }> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ shipment: string }>(
    'SELECT shipment_id AS shipment FROM dispatcher.shipment ORDER BY shipment_id OFFSET 1000 LIMIT 1',
  );
  await client.end();
  return { shipment: rows[0]!.shipment, event: 'party-7/bad-7' };
}

const unmeasured = 5;

/** Milliseconds of some requests, one after the other. @throws Error when one is not answered 200 */
async function ask(url: string, path: string, times: number): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true });
  const taken: number[] = [];
  for (let i = -unmeasured; i < times; i++) {
    const begin = performance.now();
    await get(`${url}${path}`, agent);
    if (i >= 0) taken.push(performance.now() - begin);
  }
  agent.destroy();
  return taken;
}

function get(url: string, agent: http.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      })
      .once('error', reject);
  });
}
