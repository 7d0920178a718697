import * as loader from 'highs';
import type { Highs } from 'highs';
import { createSolver, solve, type Problem } from '#domain';
import { generator } from './generator.js';

type Kind = 'random' | 'nested';
type Load = () => Promise<Highs>;

const sizes = [
  { lots: 50, demands: 20, rounds: 2_000, goal: 0.25, goalChanged: 0.15 },
  { lots: 50, demands: 200, rounds: 500, goal: 2, goalChanged: 1 },
  { lots: 200, demands: 200, rounds: 200, goal: 8, goalChanged: 4 },
  { lots: 500, demands: 500, rounds: 50, goal: 60, goalChanged: 40 },
];
/** Distinct problems per row of the table, so that no single one decides. */
const variants = 10;
/** How many of them HiGHS solves too. */
const peers = 3;

/**
 * Half of the pairs feasible, in grams, with a shortage. Nested pairs are one class, with the less
 * stock the longer it lives: nearly every shelf life asked for is then a critical set of its own.
 */
function problemOf(kind: Kind, lots: number, demands: number, seed: number): Problem {
  const next = generator(seed);
  const day = (k: number): string => new Date(Date.UTC(2026, 0, 1 + k)).toISOString().slice(0, 10);
  const life = Array.from({ length: lots }, () => next(120));
  const asked = Array.from({ length: demands }, () => next(120));
  const arcs: Problem['arcs'] = [];
  for (let i = 0; i < lots; i++) {
    for (let j = 0; j < demands; j++) {
      const feasible = kind === 'nested' ? life[i]! >= asked[j]! : next(2) === 0;
      if (feasible)
        arcs.push({
          lot: `lot-${i}`,
          demand: `demand-${j}`,
          cost: 100_000 + next(900_000),
          feasible,
          leadDays: 1,
        });
    }
  }
  return {
    lots: life.map((days, i) => ({
      id: `lot-${i}`,
      quantity: 1 + Math.floor(next(Math.floor((8_000_000 * demands) / lots)) * scarcity(kind, days)),
      availableFrom: day(0),
      bestBefore: day(days),
      location: `place-${i % 20}`,
    })),
    demands: asked.map((days, j) => ({
      id: `demand-${j}`,
      need: 1 + next(10_000_000),
      priority: kind === 'nested' ? 1 : 1 + (j % 3),
      windowFrom: day(0),
      windowTo: day(30),
      minShelfLifeDays: days,
      destination: `city-${j % 8}`,
    })),
    arcs,
    caps: [],
  };
}

function scarcity(kind: Kind, days: number): number {
  return kind === 'nested' ? (1 - days / 125) ** 2 : 1;
}

interface Times {
  readonly median: number;
  readonly late: number;
}

/** Long enough for V8 to compile what runs often: a service is seldom younger. */
const warmMs = 500;

function times(rounds: number, work: (round: number) => unknown): Times {
  const warm = performance.now() + warmMs;
  for (let k = 0; k === 0 || performance.now() < warm; k++) work(k);
  const taken: number[] = [];
  for (let k = 0; k < rounds; k++) {
    const begin = performance.now();
    work(k);
    taken.push(performance.now() - begin);
  }
  taken.sort((a, b) => a - b);
  return {
    median: taken[Math.floor(rounds / 2)]!,
    late: taken[Math.min(rounds - 1, Math.ceil(rounds * 0.99) - 1)]!,
  };
}

/**
 * One plain transportation LP of the same size: most quantity at least cost, no fairness, no dates.
 * Costs are rupiah for a base unit, and a unit shipped earns twice the dearest way: larger numbers
 * do not change the answer, but HiGHS gives up on some of them.
 */
function linearProgramme(highs: Highs, problem: Problem): () => void {
  const lots = new Map(problem.lots.map((lot, k) => [lot.id, k]));
  const demands = new Map(problem.demands.map((d, k) => [d.id, k + lots.size]));
  const numCols = problem.arcs.length;
  const numRows = lots.size + demands.size;
  const indices = new Int32Array(2 * numCols);
  problem.arcs.forEach((arc, k) => {
    indices[2 * k] = lots.get(arc.lot)!;
    indices[2 * k + 1] = demands.get(arc.demand)!;
  });
  const limits = [...problem.lots.map((lot) => lot.quantity), ...problem.demands.map((d) => d.need)];
  const model = {
    numCols,
    numRows,
    colCost: Float64Array.from(problem.arcs, (arc) => (arc.cost - 2_000_000) / 1_000_000),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(Infinity),
    rowLower: new Float64Array(numRows),
    rowUpper: Float64Array.from(limits),
    matrix: {
      format: 'csc' as const,
      numRows,
      numCols,
      starts: Int32Array.from({ length: numCols + 1 }, (_, k) => 2 * k),
      indices,
      values: new Float64Array(2 * numCols).fill(1),
    },
  };
  const optimal = 7;
  return () => {
    const { value } = highs.raw.lpCall(model);
    if (value?.modelStatus !== optimal) throw new Error('HiGHS found no optimum');
  };
}

/** Prints medians and 99th percentiles in milliseconds beside the goals and HiGHS. */
export async function run(): Promise<void> {
  const { default: load } = loader as unknown as { default: Load | { default: Load } };
  const highs = await ('default' in load ? load.default : load)();
  const rows: Record<string, string | number>[] = [];
  for (const kind of ['random', 'nested'] as const) {
    for (const size of sizes) rows.push(measure(highs, kind, size));
  }
  console.table(rows);
}

function measure(
  highs: Highs,
  kind: Kind,
  { lots, demands, rounds, goal, goalChanged }: (typeof sizes)[number],
): Record<string, string | number> {
  const problems = Array.from({ length: variants }, (_, k) => problemOf(kind, lots, demands, 17 + k));
  const cold = times(rounds, (k) => solve(problems[k % variants]!));
  const solvers = problems.map((problem) => createSolver(problem));
  const changed = times(rounds, (k) => change(solvers[k % variants]!, problems[k % variants]!, k));
  const programmes = problems.slice(0, peers).map((problem) => linearProgramme(highs, problem));
  const peer = times(lots * demands > 100_000 ? peers : 4 * peers, (k) => programmes[k % peers]!());
  const ms = (value: number): number => Number(value.toFixed(3));
  return {
    pairs: kind,
    'lots × demands': `${lots} × ${demands}`,
    median: ms(cold.median),
    p99: ms(cold.late),
    goal,
    'one changed': ms(changed.median),
    'p99 ': ms(changed.late),
    'goal ': goalChanged,
    'HiGHS LP': ms(peer.median),
    'times faster': Math.round(peer.median / cold.median),
  };
}

/** Every second round a lot changes, else a demand, by up to a tenth. */
function change(solver: ReturnType<typeof createSolver>, { lots, demands }: Problem, round: number): unknown {
  const factor = 0.9 + ((round * 7) % 20) / 100;
  if (round % 2 === 0) {
    const lot = lots[(round * 13) % lots.length]!;
    solver.update({ lots: [{ ...lot, quantity: Math.ceil(lot.quantity * factor) }] });
  } else {
    const demand = demands[(round * 13) % demands.length]!;
    solver.update({ demands: [{ ...demand, need: Math.ceil(demand.need * factor) }] });
  }
  return solver.solve();
}
