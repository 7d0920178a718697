import { caughtUp, type Engine } from './engine.js';
import { processorMsOf, residentOf } from './processes.js';

/** What a cold engine does with facts that wait. */
export interface ColdFigures {
  /** Facts per second from the start of the process until all are processed and committed, a round each. */
  perSecond: number[];
  /** Resident megabytes of the largest instance at the end, a round each. */
  memory: number[];
  /** Processor milliseconds of all instances for a thousand facts, their start included, a round each. */
  processorMs: number[];
}

/** Starts so many cold instances while `count` facts wait on `facts`, and waits until the last is committed. */
export async function measureCold(
  engine: Engine,
  count: number,
  instances: number,
  rounds: number,
): Promise<ColdFigures> {
  const figures: ColdFigures = { perSecond: [], memory: [], processorMs: [] };
  for (let round = 0; round < rounds; round++) {
    await engine.prepare();
    const begin = performance.now();
    const starts = Promise.all(Array.from({ length: instances }, () => engine.start()));
    const end = await Promise.all([caughtUp(engine), starts]).then(([at]) => at);
    figures.perSecond.push((count * 1_000) / (end - begin));
    const pids = engine.pids();
    figures.memory.push(Math.max(...pids.map(residentOf)));
    figures.processorMs.push((pids.reduce((sum, pid) => sum + processorMsOf(pid), 0) * 1_000) / count);
    await engine.stop();
  }
  return figures;
}
