import { setTimeout as sleep } from 'node:timers/promises';
import { emptyTopics, endOf } from './broker.js';
import { behind, caughtUp, type Engine } from './engine.js';
import { FactFeed, type SentFact } from './fact-feed.js';
import { residentOf, type PerProcess } from './processes.js';
import { percentile } from './stats.js';
import { matchPlans, Watcher, type SeenFact } from './watcher.js';
import { FactMaker, type World } from './world.js';

export interface SteadyFigures {
  /** Milliseconds from the sending of a fact to the first readable plan that has seen it, by round. */
  p50: number[];
  p99: number[];
  memory: number[];
  /** Facts of which no plan was ever readable, and all. */
  unseen: number;
  facts: number;
  /** Plans that were announced while it was measured. */
  plans: number;
  /** Processor milliseconds of all processes that take part, while it was measured. */
  processor: PerProcess;
}

export interface SteadyOptions {
  world: World;
  perSecond: number;
  rounds: number;
  /** Seconds of traffic before each measure whose figures are thrown away. */
  warmSeconds: number;
  seconds: number;
  /** Processor milliseconds spent so far. */
  spent?: () => PerProcess;
}

const restMs = 2_000;
let runs = 0;

/** Facts at a steady rate, everything warm: how long until the plan that follows can be read. */
export async function measureSteady(engine: Engine, options: SteadyOptions): Promise<SteadyFigures> {
  const { perSecond, seconds, warmSeconds } = options;
  const figures: SteadyFigures = {
    p50: [],
    p99: [],
    memory: [],
    unseen: 0,
    facts: 0,
    plans: 0,
    processor: {},
  };
  await withTraffic(engine, options.world, async ({ feed, maker, watcher }) => {
    const during = (span: number) => feed.steady(maker, perSecond, (sent) => sent < perSecond * span);
    await during(warmSeconds);
    for (let round = 0; round < options.rounds; round++) {
      const before = options.spent?.();
      const plansBefore = watcher.arrivals.size;
      const sent = await during(seconds);
      await caughtUp(engine);
      for (const [name, ms] of Object.entries(options.spent?.() ?? {}))
        figures.processor[name] = (figures.processor[name] ?? 0) + ms - before![name]!;
      await sleep(restMs);
      watcher.demandRunning();
      const seen = matchPlans(sent, watcher.arrivals, await engine.reaches());
      const taken = seen.filter(isSeen).map(({ seenAt, sentAt }) => seenAt - sentAt);
      figures.p50.push(percentile(taken, 0.5));
      figures.p99.push(percentile(taken, 0.99));
      figures.facts += seen.length;
      figures.plans += watcher.arrivals.size - plansBefore;
      figures.unseen += seen.length - taken.length;
    }
    figures.memory.push(Math.max(...engine.pids().map(residentOf)));
  });
  return figures;
}

export interface KillFigures {
  /** Seconds from kill −9 until facts are planned without delay again, by round; NaN when they never were. */
  seconds: number[];
  /** Seconds from the start of a process to its readiness where nothing was killed. */
  startSeconds: number;
}

/** A plan that follows sooner than this is not late: the engine has caught up. */
const lateMs = 500;
const giveUpSeconds = 60;
const calmSeconds = 3;

/** kill −9 under a steady load and a start at once; until no fact waits longer than half a second for its plan. */
export async function measureKill(
  engine: Engine,
  { world, perSecond, rounds, warmSeconds }: Omit<SteadyOptions, 'seconds'>,
): Promise<KillFigures> {
  const figures: KillFigures = { seconds: [], startSeconds: NaN };
  const traffic = async ({ feed, maker, watcher, instance, startSeconds }: Traffic): Promise<void> => {
    figures.startSeconds = startSeconds;
    let present = instance;
    for (let round = 0; round < rounds; round++) {
      let isOver = false;
      const sending = feed.steady(maker, perSecond, () => !isOver);
      let killedAt: number;
      let isCalm: boolean;
      try {
        await sleep((round === 0 ? warmSeconds : calmSeconds) * 1_000);
        killedAt = performance.now();
        await engine.kill(present);
        present = await engine.start();
        isCalm = await calm(engine, perSecond);
      } finally {
        isOver = true;
        await sending;
      }
      const sent = await sending;
      await caughtUp(engine);
      if (!isCalm) {
        // It has not enough in hand to work anything off.
        figures.seconds.push(NaN);
        return;
      }
      await sleep(restMs);
      watcher.demandRunning();
      const seen = matchPlans(sent, watcher.arrivals, await engine.reaches());
      figures.seconds.push((lastLate(seen, killedAt) - killedAt) / 1_000);
    }
  };
  await withTraffic(engine, world, traffic);
  return figures;
}

/** When the last fact that had waited too long was planned. */
function lastLate(seen: readonly SeenFact[], killedAt: number): number {
  const late = seen
    .filter(isSeen)
    .filter(({ seenAt, sentAt }) => seenAt > killedAt && seenAt - sentAt > lateMs);
  return late.reduce((last, { seenAt }) => Math.max(last, seenAt), killedAt);
}

/** Waits until an engine has kept up for some seconds; false when it never does. */
async function calm(engine: Engine, perSecond: number): Promise<boolean> {
  let since = performance.now();
  for (const giveUpAt = since + giveUpSeconds * 1_000; performance.now() < giveUpAt;) {
    engine.demandRunning();
    const lag = behind(await endOf(engine.brokers, 'facts'), await engine.reach());
    if (lag > (perSecond * lateMs) / 1_000) since = performance.now();
    if (performance.now() - since > calmSeconds * 1_000) return true;
    await sleep(100);
  }
  return false;
}

interface Traffic {
  feed: FactFeed;
  maker: FactMaker;
  watcher: Watcher;
  instance: number;
  startSeconds: number;
}

/** An engine that has seen every count and demand of a world once, and what is needed to load and watch it. */
async function withTraffic(
  engine: Engine,
  world: World,
  work: (traffic: Traffic) => Promise<void>,
): Promise<void> {
  await emptyTopics(engine.brokers, ['facts', 'allocations', 'balances', 'alerts']);
  await engine.prepare();
  const maker = new FactMaker(world, `steady-${++runs}`);
  const feed = await FactFeed.open(engine.brokers);
  const watcher = await Watcher.open(engine.brokers, engine.planTopics, (value) => engine.planOf(value));
  try {
    await feed.writeAll(maker.all(Date.now()));
    const begin = performance.now();
    const instance = await engine.start();
    const startSeconds = (performance.now() - begin) / 1_000;
    await caughtUp(engine);
    await work({ feed, maker, watcher, instance, startSeconds });
  } finally {
    await watcher.close();
    await feed.close();
    await engine.stop();
  }
}

function isSeen(fact: SeenFact): fact is SeenFact & { seenAt: number } & SentFact {
  return fact.seenAt !== undefined;
}
