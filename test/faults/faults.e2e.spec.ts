import { faults } from './faults.js';
import { Random, seedOfRun } from './random.js';
import { say, Storm } from './storm.js';

/** Minutes of the long form; without them each quick fault strikes once. */
const minutes = Number(process.env['FAULTS_MINUTES'] ?? 0);
const faultsPerRound = 8;
/** Only faults of this name, to look closer at one. */
const wanted = new RegExp(process.env['FAULTS_ONLY'] ?? '');
const chosen = faults.filter(({ name }) => wanted.test(name));
const seed = seedOfRun(minutes > 0);
let storm: Storm | undefined;

afterAll(async () => {
  await storm?.end();
}, 90_000);

async function round(of: Storm, names: typeof faults): Promise<void> {
  of.load.start();
  for (const fault of names) await of.strike(fault);
  const { wrong, ...counts } = await of.judge();
  const found = Object.fromEntries(Object.entries(wrong).filter(([, list]) => list.length > 0));
  say(
    `faults: ${of.survived.length} survived, ${JSON.stringify(counts)}, ${Object.keys(found).length} broken guarantees`,
  );
  expect({ seed, ...found }).toEqual({ seed });
  expect(counts.facts).toBeGreaterThan(100);
  expect(counts.repeats).toBeLessThan(counts.facts);
}

it(
  'whatever breaks under load, nothing acknowledged is lost, nothing is doubled, every reader hears all of it once',
  async () => {
    say(`faults: FAULTS_SEED=${seed}`);
    const until = Date.now() + minutes * 60_000;
    const random = new Random(seed + 2);
    storm = await Storm.begin(seed);
    try {
      if (minutes === 0) await round(storm, random.shuffled(chosen.filter(({ isQuick }) => isQuick)));
      while (Date.now() < until) await round(storm, random.shuffled(chosen).slice(0, faultsPerRound));
    } catch (error) {
      storm.tell();
      throw error;
    }
  },
  360_000 + minutes * 60_000,
);
