import type { Terminal } from '../../apps/launcher/terminal.js';
import { emptyTopics } from './broker.js';
import type { Engine } from './engine.js';
import { FactFeed } from './fact-feed.js';
import { measureCold } from './facts.bench.js';
import { LumbungEngine } from './lumbung.engine.js';
import { processorWith, type PerProcess } from './processes.js';
import { figure, row, type Measured, type Row } from './report.js';
import type { Rig } from './rig.js';
import { measureSteady } from './steady.bench.js';
import { StreamsEngine } from './streams.engine.js';
import { FactMaker, standardWorld, worldOf } from './world.js';

const rates = [500, 2_000];
const waiting = 60_000;
const [warmSeconds, seconds] = [10, 10];

interface Course {
  rig: Rig;
  terminal: Terminal;
  rows: Row[];
  processor: Record<string, PerProcess>;
}

/**
 * Our reconciler against its peer, in pairs and within some five minutes: each measure once with either, one after the
 * other. Processor time hardly depends on what else the machine does, and is told for each plan and each fact.
 */
export async function measureRace(rig: Rig, terminal: Terminal): Promise<Measured> {
  const course: Course = { rig, terminal, rows: [], processor: {} };
  await rig.preparedDatabase();
  await cold(course);
  for (const rate of rates) await steady(course, rate);
  return { rows: course.rows, processor: course.processor, notes: [] };
}

function engines(rig: Rig): Engine[] {
  const world = worldOf(standardWorld);
  return [
    new LumbungEngine(rig, { world, withHistorian: false }),
    new StreamsEngine(rig, { mode: 'each', threads: 1, commitMs: 10 }),
  ];
}

async function cold({ rig, terminal, rows }: Course): Promise<void> {
  await emptyTopics(rig.brokers, ['facts']);
  const feed = await FactFeed.open(rig.brokers);
  await feed.preload(new FactMaker(worldOf(standardWorld), 'race'), waiting);
  await feed.close();
  for (const engine of engines(rig)) {
    terminal.step({ id: `Dari dingin: ${engine.name}`, en: `From cold: ${engine.name}` });
    const { perSecond, processorMs } = await measureCold(engine, waiting, 1, 1);
    tell(
      { terminal, rows },
      row(`${engine.name}: ${waiting} facts, cold`, 'facts/s', perSecond),
      row(`${engine.name}: cold, processor time`, 'ms a thousand', processorMs),
    );
  }
}

async function steady(course: Course, perSecond: number): Promise<void> {
  const { rig, terminal, processor } = course;
  const world = worldOf(standardWorld);
  for (const engine of engines(rig)) {
    const at = `${engine.name}, ${perSecond}/s`;
    terminal.step({ id: `Tetap: ${at}`, en: `Steady: ${at}` });
    const spent = (): PerProcess => processorWith(engine.pids(), rig);
    const options = { world, perSecond, rounds: 1, warmSeconds, seconds, spent };
    const { p50, p99, plans, facts, processor: ms } = await measureSteady(engine, options);
    processor[`${at}: ms a plan`] = divided(ms, plans);
    processor[`${at}: ms a fact`] = divided(ms, facts);
    tell(
      course,
      row(`${at}: sent to plan, p50`, 'ms', p50),
      row(`${at}: sent to plan, p99`, 'ms', p99),
      row(`${at}: plans`, 'a second', [plans / seconds]),
    );
  }
}

function divided(figures: PerProcess, by: number): PerProcess {
  return Object.fromEntries(Object.entries(figures).map(([name, ms]) => [name, ms / by]));
}

function tell({ terminal, rows }: Pick<Course, 'terminal' | 'rows'>, ...told: Row[]): void {
  rows.push(...told);
  for (const { name, unit, figures } of told) terminal.line(`    ${name}: ${figure(figures.median)} ${unit}`);
}
