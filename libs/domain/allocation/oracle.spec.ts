import fc from 'fast-check';
import * as loader from 'highs';
import type { Highs } from 'highs';
import type { Problem, ProblemAllocation } from './problem.js';
import { problemArbitrary, totalsOf } from './problem.arbitrary.js';
import { solve } from './solve.js';

/** A linear programme over the arcs, with one more column at the end for the level. */
interface Row {
  readonly columns: number[];
  readonly values: number[];
  readonly lower: number;
  readonly upper: number;
}

const optimal = 7;
/** What is given up of a level that was reached: ten times the solver's own tolerance. */
const slack = 1e-6;

type Load = () => Promise<Highs>;

let highs: Highs;

beforeAll(async () => {
  // The package is CommonJS under ES-module types, so the loader may be one `default` deeper.
  const { default: load } = loader as unknown as { default: Load | { default: Load } };
  highs = await ('default' in load ? load.default : load)();
});

/** Solves with HiGHS and insists on an optimum: an empty or failed model would look like zeros. */
function maximise(cost: number[], rows: Row[]): { value: number; x: Float64Array; dual: Float64Array } {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    indices.push(...row.columns);
    values.push(...row.values);
    starts.push(indices.length);
  }
  const model = {
    numCols: cost.length,
    numRows: rows.length,
    colCost: cost.map((c) => -c),
    colLower: cost.map(() => 0),
    colUpper: cost.map(() => Infinity),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: cost.length, starts, indices, values },
  };
  const result = highs.raw.lpCall(model);
  if (result.value === undefined) throw new Error(`HiGHS failed: ${JSON.stringify(result)}`);
  expect(result.value.modelStatus).toBe(optimal);
  const { colValue, rowDual } = result.value.solution;
  return { value: cost.reduce((sum, c, k) => sum + c * colValue[k]!, 0), x: colValue, dual: rowDual };
}

class Oracle {
  private readonly arcs;
  private readonly lotRows: Row[];
  private readonly capRows: Row[];
  private readonly arcsOf: Map<string, number[]>;

  constructor(private readonly problem: Problem) {
    this.arcs = problem.arcs.filter((arc) => arc.feasible);
    this.arcsOf = new Map(problem.demands.map((d) => [d.id, this.where((arc) => arc.demand === d.id)]));
    this.lotRows = problem.lots.map((lot) =>
      this.row(
        this.where((arc) => arc.lot === lot.id),
        0,
        lot.quantity,
      ),
    );
    this.capRows = problem.caps.map((cap) =>
      this.row(
        cap.demands.flatMap((id) => this.arcsOf.get(id)!),
        0,
        cap.max,
      ),
    );
  }

  private where(holds: (arc: Problem['arcs'][number]) => boolean): number[] {
    return this.arcs.flatMap((arc, k) => (holds(arc) ? [k] : []));
  }

  private row(columns: number[], lower: number, upper: number): Row {
    return { columns, values: columns.map(() => 1), lower, upper };
  }

  /** x*: the continuous lexicographic optimum, level by level. */
  fairest(): Map<string, number> {
    const now = new Map(this.problem.demands.map((d) => [d.id, 0]));
    const limit = new Map(this.problem.demands.map((d) => [d.id, Math.min(d.need, d.cap ?? d.need)]));
    const promised = this.problem.demands.filter((d) => (d.guaranteed ?? 0) > 0);
    const weightOf = new Map(promised.map((d) => [d.id, d.guaranteed!]));
    this.raise(weightOf, now, (id) => Math.min(limit.get(id)!, weightOf.get(id)!));
    for (const rank of [1, 2, 3]) {
      const members = this.problem.demands.filter((d) => d.priority === rank && d.need > 0);
      this.raise(new Map(members.map((d) => [d.id, d.need])), now, (id) => limit.get(id)!);
    }
    return now;
  }

  private raise(weight: Map<string, number>, now: Map<string, number>, limit: (id: string) => number): void {
    const open = new Set(weight.keys());
    const level = this.arcs.length;
    // The level counts units of the greatest weight: a share would carry its error a thousandfold.
    const greatest = Math.max(...weight.values());
    while (open.size > 0) {
      const floors = [...now].map(([id, value]) =>
        this.row(this.arcsOf.get(id)!, value - slack, open.has(id) ? Math.max(value, limit(id)) : Infinity),
      );
      const members = [...open];
      const levels = members.map((id) => ({
        columns: [...this.arcsOf.get(id)!, level],
        values: [...this.arcsOf.get(id)!.map(() => 1), -weight.get(id)! / greatest],
        lower: 0,
        upper: Infinity,
      }));
      const cost = [...this.arcs.map(() => 0), 1];
      const { value, dual } = maximise(cost, [...levels, ...floors, ...this.lotRows, ...this.capRows]);
      const strongest = Math.max(...members.map((id, k) => Math.abs(dual[k]!) * weight.get(id)!));
      members.forEach((id, k) => {
        now.set(id, Math.max(now.get(id)!, (value * weight.get(id)!) / greatest));
        // A level row with a price is tight in every optimum: nothing can raise this demand.
        if (Math.abs(dual[k]!) * weight.get(id)! > strongest / 1000) open.delete(id);
      });
    }
  }

  /** The most that can ship by each date, and then the least cost, for these totals. */
  ship(totals: Map<string, number>): { byDate: number[]; cost: number } {
    const fixed = this.problem.demands.map((d) => {
      const total = totals.get(d.id) ?? 0;
      return this.row(this.arcsOf.get(d.id)!, total, total);
    });
    const rows = [...fixed, ...this.lotRows];
    const byDate: number[] = [];
    for (const date of datesOf(this.problem)) {
      const early = this.earlyArcs(date);
      const chosen = new Set(early);
      const { value } = maximise([...this.arcs.map((_, k) => (chosen.has(k) ? 1 : 0)), 0], rows);
      // With whole totals the optimum is whole; the solver's is so only up to its tolerance.
      byDate.push(Math.round(value));
      rows.push(this.row(early, Math.round(value), Infinity));
    }
    const { value } = maximise([...this.arcs.map((arc) => -arc.cost), 0], rows);
    return { byDate, cost: -value };
  }

  private earlyArcs(date: string): number[] {
    const early = new Set(this.problem.lots.filter((l) => keyOf(l) <= date).map((l) => l.id));
    return this.where((arc) => early.has(arc.lot));
  }
}

const keyOf = (lot: { bestBefore: string | null }): string => lot.bestBefore ?? '9999-12-31';

function datesOf({ lots }: Problem): string[] {
  return [...new Set(lots.map(keyOf))].sort();
}

function shippedBy({ lots }: Problem, allocations: ProblemAllocation[]): number[] {
  const ofLot = totalsOf(allocations, 'lot');
  return datesOf({ lots } as Problem).map((date) =>
    lots.filter((lot) => keyOf(lot) <= date).reduce((sum, lot) => sum + (ofLot.get(lot.id) ?? 0), 0),
  );
}

const shapes = [
  { lots: 5, demands: 5, quantity: 9, caps: true, runs: 1_000, shipped: 1_000 },
  { lots: 9, demands: 9, quantity: 300, caps: true, runs: 700, shipped: 700 },
  { lots: 12, demands: 12, quantity: 1_000, caps: false, runs: 500, shipped: 500 },
  { lots: 50, demands: 50, quantity: 1_000, caps: false, runs: 30, shipped: 100 },
  { lots: 50, demands: 50, quantity: 1_000, caps: false, least: 40, runs: 10, shipped: 60 },
];
const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);

describe('against HiGHS', () => {
  it.each(shapes)(
    'fairest totals: up to $lots × $demands, quantities to $quantity, $runs problems',
    ({ runs, ...shape }) => {
      fc.assert(
        fc.property(problemArbitrary(shape), (problem) => {
          const exact = new Oracle(problem).fairest();
          const totals = totalsOf(solve(problem).allocations, 'demand');
          let sum = 0;
          let exactSum = 0;
          for (const [id, share] of exact) {
            expect(Math.abs((totals.get(id) ?? 0) - share)).toBeLessThan(1 + 1e-4);
            sum += totals.get(id) ?? 0;
            exactSum += share;
          }
          expect(sum).toBeGreaterThan(exactSum - 1e-3);
          if (problem.caps.length === 0) expect(sum).toBe(Math.round(exactSum));
        }),
        { numRuns: runs * factor },
      );
    },
  );

  it.each(shapes)(
    'least waste and cost: up to $lots × $demands, $shipped problems',
    ({ shipped, ...shape }) => {
      fc.assert(
        fc.property(problemArbitrary(shape), (problem) => {
          const { allocations } = solve(problem);
          const best = new Oracle(problem).ship(totalsOf(allocations, 'demand'));
          const cost = new Map(problem.arcs.map((arc) => [`${arc.lot} ${arc.demand}`, arc.cost]));
          const paid = allocations.reduce(
            (sum, a) => sum + a.quantity * cost.get(`${a.lot} ${a.demand}`)!,
            0,
          );
          shippedBy(problem, allocations).forEach((sum, k) => expect(sum).toBe(best.byDate[k]!));
          expect(Math.abs(paid - best.cost)).toBeLessThanOrEqual(0.5 + 1e-7 * best.cost);
        }),
        { numRuns: shipped * factor },
      );
    },
  );
});
