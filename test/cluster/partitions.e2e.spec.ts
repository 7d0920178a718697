import { randomUUID } from 'node:crypto';
import { Database, digestOf, PlanArchive } from '#database';
import { partitionCounts, partitionOf } from '#kafka';
import { eventually } from '../faults/bench.js';
import { pause } from '../faults/site.js';
import { privatePlatform } from '../support/platform.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(180_000);

const commodity = 'egg.chicken';
const party = 'peternakan-ponggok';
let platform: Awaited<ReturnType<typeof privatePlatform>>;
let services: RunningServices | undefined;
let database: Database | undefined;

afterAll(async () => {
  await database?.close();
  await services?.stop();
  await platform?.stop();
}, 60_000);

async function start(partitions: number): Promise<RunningServices> {
  const stop = () => Promise.resolve();
  return (services = await startServices({ TOPIC_PARTITIONS: String(partitions) }, { ...platform, stop }));
}

/** Counts a lot and waits until a plan knows it; answers all lots that are known then. */
async function count({ url, keys }: RunningServices, lot: string): Promise<string[]> {
  const data = { location: 'kandang-ponggok', commodity, lot, quantity: 100, unit: 'KGM' };
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys[party]}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      specversion: '1.0',
      id: randomUUID(),
      source: `urn:lumbung:party:${party}`,
      type: 'lumbung.stock.counted.v1',
      time: new Date().toISOString(),
      data,
    }),
  });
  expect(response.status).toBe(202);
  const lots = async () => {
    const stock = (await (await fetch(`${url}/v1/stock?commodity=${commodity}`)).json()) as {
      items: { lotId: string }[];
    };
    return stock.items.map(({ lotId }) => lotId.split('/')[1]!).sort();
  };
  return eventually(lots, (known) => known.includes(lot));
}

async function partitionsOfFacts(): Promise<number | undefined> {
  return (await partitionCounts([platform.kafka.brokers], ['facts'])).get('facts');
}

it('topics get more partitions between two starts, and a ledger goes on in its new one as if nothing had been', async () => {
  const [before, after] = [3, 6].map((partitions) => partitionOf(`btc/${commodity}`, partitions));
  expect(after).not.toBe(before);
  platform = await privatePlatform();
  const first = await start(3);
  expect(await count(first, 'a')).toEqual(['a']);
  expect(await count(first, 'b')).toEqual(['a', 'b']);
  // What is not read yet would keep the partitions as they are.
  await pause(2_500);
  await first.stop();
  let second = await start(6);
  // Where something was not read to its end, or a member had not left, it is the next start that adds them.
  for (let starts = 1; starts < 4 && (await partitionsOfFacts()) !== 6; starts++) {
    await pause(2_500);
    await second.stop();
    await pause(2_500);
    second = await start(6);
  }
  expect(await count(second, 'c')).toEqual(['a', 'b', 'c']);
  database = await Database.connect({ url: platform.postgres.url, name: 'judge', connectionsMax: 1 });
  const plans = await database.query<{ number: string; partition: number }>(
    'SELECT number, partition FROM reconciler.plan WHERE commodity = $1 ORDER BY number',
    [commodity],
  );
  expect(plans.map(({ number }) => Number(number))).toEqual(plans.map((_, i) => i + 1));
  expect(new Set(plans.map(({ partition }) => partition))).toEqual(new Set([before, after]));
  const archive = new PlanArchive(database);
  for (const { number } of plans) {
    const record = (await archive.find(`btc:${commodity}:${number}`))!;
    expect(digestOf(await archive.replay(record))).toBe(record.digest);
  }
  const put = await database.query('SELECT * FROM intake.rejected');
  expect(put).toEqual([]);
});
