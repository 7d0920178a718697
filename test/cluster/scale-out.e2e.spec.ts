import { once } from 'node:events';
import { allReady } from '../faults/faults.js';
import { pause, serviceNames, type Extra } from '../faults/site.js';
import { longestGap, say, Storm } from '../faults/storm.js';

const workers = ['intake', 'historian', 'reconciler', 'dispatcher'] as const;
const shareMs = 3_000;
const watchMs = 4_000;
/** Very generous: a membership ends three seconds after its instance, and the next begins in one. */
const gapMaxMs = 30_000;
let storm: Storm | undefined;

afterAll(async () => {
  await storm?.end();
}, 90_000);

/** What an instance has done: the sum of a metric over its labels. */
async function done(url: string, metric: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

it('two of every service share the work while instances come, go and die: nothing is lost or doubled, and a reader goes from gateway to gateway', async () => {
  const of = (storm = await Storm.begin(4712, { gateways: 2 }));
  const { site, load } = of;
  const second = Object.fromEntries(
    await Promise.all(workers.map(async (name) => [name, await site.another(name)] as const)),
  ) as Record<(typeof workers)[number], Extra>;
  load.start();
  await pause(shareMs);

  const shares: Record<string, number[]> = {};
  for (const name of workers)
    shares[name] = await Promise.all(
      [site.services.health(name), second[name].url].map((url) => done(url, 'lumbung_records_total')),
    );
  shares['gateway'] = await Promise.all(
    of.gateways.map((url) => done(url, 'lumbung_http_request_duration_seconds_count')),
  );
  say(`scale-out: work of each instance ${JSON.stringify(shares)}`);
  for (const name of serviceNames)
    expect({ name, idle: shares[name]!.includes(0) }).toEqual({ name, idle: false });

  const step = async (what: string, change: () => Promise<unknown>): Promise<void> => {
    const since = Date.now();
    await change();
    await pause(watchMs);
    const gaps = [...of.plansHeardAt.values()].map((at) => longestGap(at, since, Date.now()));
    const gap = Math.max(...gaps);
    say(`  ${what}: longest pause between two plans of a ledger ${gap} ms`);
    expect(gap).toBeLessThan(gapMaxMs);
  };
  let third: Extra | undefined;
  await step('a third reconciler joins', async () => (third = await site.another('reconciler')));
  await step('one is stopped in order', () => {
    second.reconciler.process.kill('SIGTERM');
    return once(second.reconciler.process, 'exit');
  });
  await step('one is killed', () => {
    third!.process.kill('SIGKILL');
    return once(third!.process, 'exit');
  });
  second.dispatcher.process.kill('SIGKILL');
  second.intake.process.kill('SIGTERM');
  await allReady(site);

  const { wrong, ...counts } = await of.judge();
  say(`scale-out: ${JSON.stringify(counts)}`);
  const found = Object.fromEntries(Object.entries(wrong).filter(([, list]) => list.length > 0));
  if (Object.keys(found).length > 0) of.tell();
  expect(found).toEqual({});
  expect(counts.cuts).toBeGreaterThan(10);
}, 240_000);
