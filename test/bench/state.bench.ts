import type { Terminal } from '../../apps/launcher/terminal.js';
import { emptyTopics } from './broker.js';
import { caughtUp } from './engine.js';
import { FactFeed } from './fact-feed.js';
import { LumbungEngine } from './lumbung.engine.js';
import { row, type Measured, type Row } from './report.js';
import type { Rig } from './rig.js';
import type { Sizes } from './sizes.js';
import { FactMaker, standardWorld, worldOf } from './world.js';

const factors = [1, 10, 100];

/**
 * What a fact costs when there are ten and a hundred times as many places and demands: everything is said once, which
 * is not measured, then facts wait while the reconciler is busy with nothing else.
 */
export async function measureState(rig: Rig, terminal: Terminal, sizes: Sizes): Promise<Measured> {
  await rig.preparedDatabase();
  const rows: Row[] = [];
  const notes: string[] = [];
  let base: number | undefined;
  for (const factor of factors.filter((wanted) => wanted <= sizes.stateFactorMax)) {
    const { commodities, places, demands } = standardWorld;
    const size = { commodities, places: places * factor, demands: demands * factor };
    terminal.step({
      id: `Keadaan ${factor}×: ${size.places} tempat, ${size.demands} kebutuhan`,
      en: `State ${factor}×: ${size.places} places, ${size.demands} demands`,
    });
    const begin = performance.now();
    const taken = await measureSize(rig, sizes, size).catch((error: unknown) => {
      const seconds = Math.round((performance.now() - begin) / 1_000);
      notes.push(`State ${factor}×: gave up after ${seconds} s: ${(error as Error).message}`);
      return [];
    });
    if (taken.length === 0) break;
    const floor = base === undefined ? undefined : { name: 'state 1×', value: base };
    rows.push(row(`time per fact, state ${factor}×`, 'ms', taken, floor));
    base ??= rows[0]!.figures.median;
  }
  return { rows, notes };
}

/** Milliseconds a fact, a round each. */
async function measureSize(
  rig: Rig,
  sizes: Sizes,
  size: { commodities: number; places: number; demands: number },
): Promise<number[]> {
  const world = worldOf(size);
  const engine = new LumbungEngine(rig, { world, withHistorian: false });
  await emptyTopics(rig.brokers, ['facts', 'allocations', 'balances', 'alerts']);
  await engine.prepare();
  const feed = await FactFeed.open(rig.brokers);
  const maker = new FactMaker(world, `state-${size.places}`);
  try {
    await feed.writeAll(maker.all(Date.now()));
    await engine.start();
    await caughtUp(engine);
    // Once unmeasured: code paths of a ledger that is full are not those of one that fills.
    const taken: number[] = [];
    for (let round = 0; round <= sizes.rounds; round++) {
      const begin = performance.now();
      await feed.preload(maker, sizes.stateFacts);
      const end = await caughtUp(engine);
      if (round > 0) taken.push((end - begin) / sizes.stateFacts);
    }
    return taken;
  } finally {
    await feed.close();
    await engine.stop();
  }
}
