import { protection } from '#kafka';
import kafkajs from 'kafkajs';
import { eventually } from '../faults/bench.js';
import { allReady } from '../faults/faults.js';
import { pause, type Site } from '../faults/site.js';
import { longestGap, say, Storm } from '../faults/storm.js';

const nodes = 3;
/** In the long form all of them, one after the other; in the short form the one that clients ask first. */
const dying = Number(process.env['FAULTS_MINUTES'] ?? 0) > 0 ? [0, 1, 2] : [0];
const awayMs = 4_000;
/** Requests answered, and balances heard, before a broker that is away comes back. */
const worthCounting = 20;
/** "Nothing stops": a broker's partitions have new leaders in three seconds or so, and then work goes on. */
const gapMaxMs = 30_000;
let storm: Storm | undefined;

afterAll(async () => {
  await storm?.end();
}, 90_000);

/** Partitions of all topics that lack a copy, the broker's own included. */
async function incomplete(site: Site): Promise<string[]> {
  const client = new kafkajs.Kafka({
    ...protection(),
    brokers: site.brokers,
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const admin = client.admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata();
    return topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ isr }) => isr.length < nodes)
        .map(({ partitionId, isr }) => `${name}/${partitionId} is on ${isr.join(',')} only`),
    );
  } finally {
    await admin.disconnect();
  }
}

it('one of three brokers after the other dies hard under load: events are taken and plans published meanwhile, nothing is lost or doubled', async () => {
  const of = (storm = await Storm.begin(4711, { brokers: nodes, env: { TOPIC_PARTITIONS: '3' } }));
  const { site, load } = of;
  expect(await incomplete(site)).toEqual([]);
  const planned = () => [...of.plansHeardAt.values()].flat();
  load.start();
  await pause(2_000);
  const begun = Date.now();
  for (const node of dying) {
    const since = Date.now();
    const told = <T>(work: Promise<T>): Promise<T> =>
      work.catch((error: unknown) => {
        of.tell();
        throw error;
      });
    const answered = () => load.history.answeredAt.filter((at) => at > since).length;
    const heard = () => planned().filter((at) => at > since).length;
    let meanwhile = '';
    await told(
      site.restartKafka(async () => {
        await pause(awayMs);
        await eventually(
          () => ({ answered: answered(), heard: heard() }),
          (counts) => Math.min(counts.answered, counts.heard) >= worthCounting,
        );
        meanwhile = `away for ${Date.now() - since} ms, ${answered()} requests answered and ${heard()} balances heard meanwhile`;
      }, node),
    );
    await eventually(
      () => incomplete(site).catch((error: unknown) => [String(error)]),
      (missing) => missing.length === 0,
    );
    await told(allReady(site));
    const gaps = [load.history.answeredAt, planned()].map((at) => longestGap(at, since, Date.now()));
    say(
      `  broker ${node + 1}: ${meanwhile}, ` +
        `longest pause of acceptance ${gaps[0]} ms, of plans ${gaps[1]} ms, whole after ${Date.now() - since} ms`,
    );
    for (const gap of gaps) expect(gap).toBeLessThan(gapMaxMs);
  }
  const ended = Date.now();
  const { wrong, ...counts } = await of.judge();
  say(`cluster: ${JSON.stringify(counts)} in ${ended - begun} ms`);
  const found = Object.fromEntries(Object.entries(wrong).filter(([, list]) => list.length > 0));
  if (Object.keys(found).length > 0) of.tell();
  expect(found).toEqual({});
  expect(counts.facts).toBeGreaterThan(100);
}, 240_000);
