import type { Terminal } from '../../apps/launcher/terminal.js';
import { emptyTopics } from './broker.js';
import type { Engine } from './engine.js';
import { FactFeed } from './fact-feed.js';
import { measureCold, type ColdFigures } from './facts.bench.js';
import { LumbungEngine } from './lumbung.engine.js';
import { PipeEngine } from './pipe.engine.js';
import { figure, row, type Row } from './report.js';
import type { Rig } from './rig.js';
import type { Sizes } from './sizes.js';
import { spreadOf } from './stats.js';
import { measureKill, measureSteady, type SteadyFigures } from './steady.bench.js';
import { StreamsEngine, type StreamsOptions } from './streams.engine.js';
import { FactMaker, standardWorld, worldOf, type World } from './world.js';

const steadyRates = [500, 2_000];
const killRate = 2_000;
/** The client library has no static membership, so a short session is what brings a killed reconciler back soon. */
const shortSessionMs = 3_000;

interface Course {
  rig: Rig;
  terminal: Terminal;
  sizes: Sizes;
  world: World;
  withPeers: boolean;
}

/** `facts` → committed plan: cold, steady and after a kill −9; with the peer's rows beside ours when wanted. */
export async function measureFacts(
  rig: Rig,
  terminal: Terminal,
  sizes: Sizes,
  withPeers: boolean,
): Promise<{ rows: Row[]; notes: string[] }> {
  const world = worldOf(standardWorld);
  const course: Course = { rig, terminal, sizes, world, withPeers };
  // Makes the topics; every engine has a database or an application of its own.
  await rig.preparedDatabase();
  const notes: string[] = [];
  const cold = await coldRows(course);
  const steady = await steadyRows(course, notes);
  return { rows: [...cold, ...steady, ...(await killRows(course, notes))], notes };
}

/** The bench is long: each figure is told when it is there. */
class Table {
  readonly rows: Row[] = [];

  constructor(private readonly terminal: Terminal) {}

  push(...rows: Row[]): void {
    this.rows.push(...rows);
    for (const { name, unit, figures } of rows) {
      const { min, median, max } = figures;
      this.terminal.line(`    ${name}: ${[min, median, max].map(figure).join(' · ')} ${unit}`);
    }
  }
}

async function coldRows({ rig, terminal, sizes, world, withPeers }: Course): Promise<Row[]> {
  const { preloaded, rounds } = sizes;
  terminal.step({ id: `${preloaded} fakta menunggu`, en: `${preloaded} facts wait` });
  await emptyTopics(rig.brokers, ['facts']);
  const feed = await FactFeed.open(rig.brokers);
  await feed.preload(new FactMaker(world, 'cold'), preloaded);
  await feed.close();
  const measure = async (engine: Engine, instances = 1): Promise<ColdFigures> => {
    terminal.step({ id: `Dari dingin: ${engine.name}`, en: `From cold: ${engine.name}` });
    return measureCold(engine, preloaded, instances, rounds);
  };
  const pipe = await measure(new PipeEngine(rig));
  const floor = { name: 'empty pipe', value: spreadOf(pipe.perSecond).median };
  const rows = new Table(terminal);
  rows.push(row('empty pipe: facts to records, nothing planned', 'facts/s', pipe.perSecond));
  for (const instances of [1, 2]) {
    const ours = await measure(new LumbungEngine(rig, { world, withHistorian: false }), instances);
    const name = `reconciler ×${instances}: ${preloaded} facts, cold`;
    rows.push(...coldFigures(name, ours, floor));
  }
  if (!withPeers) return rows.rows;
  for (const mode of ['each', 'coalesced'] as const)
    for (const threads of [1, 2]) {
      const peer = await measure(new StreamsEngine(rig, { mode, threads, commitMs: 100 }));
      const name = `peer, plan ${words[mode]}, ${threads} threads: cold`;
      rows.push(...coldFigures(name, peer, floor));
    }
  return rows.rows;
}

function coldFigures(
  name: string,
  { perSecond, memory, processorMs }: ColdFigures,
  floor: Row['floor'],
): Row[] {
  return [
    row(name, 'facts/s', perSecond, floor),
    row(`${name}: memory`, 'MB', memory),
    row(`${name}: processor time`, 'ms a thousand', processorMs),
  ];
}

const words = { each: 'per fact', coalesced: 'coalesced' };

async function steadyRows(
  { rig, terminal, sizes, world, withPeers }: Course,
  notes: string[],
): Promise<Row[]> {
  const rows = new Table(terminal);
  for (const perSecond of steadyRates) {
    const measure = async (engine: Engine): Promise<SteadyFigures> => {
      const at = `${engine.name}, ${perSecond}/s`;
      terminal.step({ id: `Tetap: ${at}`, en: `Steady: ${at}` });
      const { rounds, warmSeconds, factsSeconds: seconds } = sizes;
      const figures = await measureSteady(engine, { world, perSecond, rounds, warmSeconds, seconds });
      if (figures.unseen > 0) notes.push(`${at}: ${figures.unseen} of ${figures.facts} facts moved no plan.`);
      return figures;
    };
    const pipe = await measure(new PipeEngine(rig));
    const add = (name: string, { p50, p99, memory }: SteadyFigures, floors = true): void => {
      const floorOf = (label: string, samples: number[]) =>
        floors ? { name: `empty pipe, ${label}`, value: spreadOf(samples).median } : undefined;
      rows.push(row(`${name} at ${perSecond}/s, p50`, 'ms', p50, floorOf('p50', pipe.p50)));
      rows.push(row(`${name} at ${perSecond}/s, p99`, 'ms', p99, floorOf('p99', pipe.p99)));
      if (floors) rows.push(row(`${name} at ${perSecond}/s, memory`, 'MB', memory));
    };
    add('empty pipe: sent to readable', pipe, false);
    add('reconciler: sent to plan', await measure(new LumbungEngine(rig, { world, withHistorian: true })));
    if (!withPeers) continue;
    for (const commitMs of [100, 10]) {
      const peer = await measure(new StreamsEngine(rig, { mode: 'each', threads: 1, commitMs }));
      add(`peer, ${commitMs} ms commits: sent to plan`, peer);
    }
  }
  return rows.rows;
}

async function killRows({ rig, terminal, sizes, world, withPeers }: Course, notes: string[]): Promise<Row[]> {
  const rows = new Table(terminal);
  const measure = async (name: string, engine: Engine): Promise<void> => {
    terminal.step({ id: `kill −9: ${name}`, en: `kill −9: ${name}` });
    const { rounds, warmSeconds } = sizes;
    const figures = await measureKill(engine, { world, perSecond: killRate, rounds, warmSeconds });
    if (figures.seconds.some(Number.isNaN))
      notes.push(`${name}: never caught up at ${killRate}/s after a kill −9.`);
    const floor = { name: 'its start alone', value: figures.startSeconds };
    rows.push(row(`${name}: kill −9 to caught up at ${killRate}/s`, 's', figures.seconds, floor));
  };
  await measure('reconciler', new LumbungEngine(rig, { world, withHistorian: true }));
  const env = { KAFKA_SESSION_MS: String(shortSessionMs) };
  await measure(
    `reconciler, ${shortSessionMs / 1_000} s session`,
    new LumbungEngine(rig, { world, withHistorian: true, env }),
  );
  if (!withPeers) return rows.rows;
  const common: StreamsOptions = { mode: 'each', threads: 1, commitMs: 100 };
  await measure('peer, static membership', new StreamsEngine(rig, { ...common, isStatic: true }));
  await measure('peer, 6 s session', new StreamsEngine(rig, { ...common, sessionMs: 6_000 }));
  return rows.rows;
}
