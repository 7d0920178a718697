import { caughtUp, type Engine } from './engine.js';

/** What a cold engine does with facts that wait. */
export interface ColdFigures {
  /** Facts per second from the start of the process until all are processed and committed, a round each. */
  perSecond: number[];
  /** Resident megabytes of the largest instance at the end, a round each. */
  memory: number[];
}

/** Starts so many cold instances while `count` facts wait on `facts`, and waits until the last is committed. */
export async function measureCold(
  engine: Engine,
  count: number,
  instances: number,
  rounds: number,
): Promise<ColdFigures> {
  const figures: ColdFigures = { perSecond: [], memory: [] };
  for (let round = 0; round < rounds; round++) {
    await engine.prepare();
    const begin = performance.now();
    const starts = Promise.all(Array.from({ length: instances }, () => engine.start()));
    const end = await Promise.all([caughtUp(engine), starts]).then(([at]) => at);
    figures.perSecond.push((count * 1_000) / (end - begin));
    figures.memory.push(Math.max(...engine.memory()));
    await engine.stop();
  }
  return figures;
}
