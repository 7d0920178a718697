import type { Problem, ProblemAllocation } from '../allocation/problem.js';
import type { PlanOverridden } from '../facts/fact.js';
import type { Ledger } from '../ledger/ledger.js';
import { sumBy } from '../quantity/sum-by.js';
import type { Asked } from './agreement.js';
import { localDate } from './calendar.js';
import type { KeptLine } from './commitment.js';
import { lotsNamed, type Overrides } from './override.js';
import type { ReasonCode } from './reason.js';
import { Room, type Limit } from './room.js';
import type { Lot } from './supply.js';
import { tripFor } from './trip.js';
import type { World } from './world.js';

/** A pin of which the plan cannot keep everything. */
export interface BrokenPin {
  readonly pin: PlanOverridden;
  /** Base units. */
  readonly missing: number;
  readonly code: ReasonCode;
}

/** What pins fix before anything is solved. */
export interface Pins {
  /** One row a pair, none empty, by override id. */
  readonly rows: ProblemAllocation[];
  readonly broken: readonly BrokenPin[];
  /** Pairs of lot and demand of which the plan has what is pinned and no more, with their overrides. */
  readonly pairs: ReadonlyMap<string, readonly string[]>;
}

/** What pins are laid upon. */
export interface Ground {
  readonly ledger: Ledger;
  readonly world: World;
  readonly lots: readonly Lot[];
  readonly asked: readonly Asked[];
  readonly kept: readonly KeptLine[];
  readonly problem: Problem;
}

export const pairOf = (lot: string, demand: string): string => `${lot}\n${demand}`;

/**
 * Keeps each pin as far as it is feasible, in the order of their ids: what is delivered, on the road or promised of
 * the pair counts, the rest comes before everything that is solved.
 */
export function pinsOf(overrides: Overrides, ground: Ground): Pins {
  const room = new Room(ground.problem, ground.world.commodity.handlingUnit);
  const rows: ProblemAllocation[] = [];
  const broken: BrokenPin[] = [];
  const pairs = new Map<string, string[]>();
  for (const pin of overrides.pins) {
    const demandId = pin.demandId!;
    const lots = lotsNamed(pin.location!, pin.lot, ground.lots);
    for (const { lotId } of lots) {
      const pair = pairOf(lotId, demandId);
      pairs.set(pair, [...(pairs.get(pair) ?? []), pin.overrideId]);
    }
    let left = Math.max(0, pin.quantity! - usedBy(pin, lots, ground));
    let code: ReasonCode = lots.length === 0 ? 'STOCK' : 'NO_DEMAND';
    for (const lot of lots) {
      const asked = ground.asked.find(({ need }) => need.demandId === demandId);
      if (left === 0 || asked === undefined) break;
      const trip = tripFor(lot, asked.need, asked.access);
      const taken = typeof trip === 'string' ? null : room.take(lot.lotId, demandId, left);
      code = taken === null ? (trip as ReasonCode) : reasonOf(taken.limit, asked, ground, overrides);
      if (!taken?.quantity) continue;
      rows.push({ lot: lot.lotId, demand: demandId, quantity: taken.quantity });
      left -= taken.quantity;
    }
    if (left > 0) broken.push({ pin, missing: left, code });
  }
  return { rows: merged(rows), broken, pairs };
}

function reasonOf(limit: Limit, { need }: Asked, { problem }: Ground, overrides: Overrides): ReasonCode {
  if (limit === 'unit') return 'HANDLING_UNIT';
  if (limit === 'lot') return 'STOCK';
  if (limit === 'cap' && overrides.capping(need.demandId).length > 0) return 'OVERRIDE_CAP';
  const isCapped = problem.demands.some(({ id, cap }) => id === need.demandId && cap !== undefined);
  return limit === 'cap' && isCapped ? 'AGREEMENT_CAP' : 'NO_DEMAND';
}

/** Of the pair, in base units: promised and still there, on the road, or delivered inside the demand's window. */
function usedBy({ demandId }: PlanOverridden, lots: readonly Lot[], { ledger, kept, asked, world }: Ground) {
  const ids = new Set(lots.map(({ lotId }) => lotId));
  const isOurs = (line: { lotId: string; demandId: string }) =>
    line.demandId === demandId && ids.has(line.lotId);
  let used = kept.reduce((sum, row) => (isOurs(row.line) ? sum + row.kept : sum), 0);
  const window = asked.find(({ need }) => need.demandId === demandId)?.need.fact;
  for (const { stage, departure, arrival, promise } of ledger.shipments.serving(demandId!)) {
    const fact = stage === 'departed' ? departure! : stage === 'arrived' ? arrival! : null;
    if (fact === null) continue;
    const day =
      stage === 'departed' ? null : (promise?.arrivalBy ?? localDate(fact.time, world.hub.timezone));
    if (day !== null && window && (day < window.windowFrom || day > window.windowTo)) continue;
    used += fact.lines.reduce((sum, line) => (isOurs(line) ? sum + line.quantity : sum), 0);
  }
  return used;
}

function merged(rows: readonly ProblemAllocation[]): ProblemAllocation[] {
  const sums = sumBy(rows, ({ lot, demand }) => pairOf(lot, demand));
  const pairs = new Map(rows.map(({ lot, demand }) => [pairOf(lot, demand), { lot, demand }]));
  return [...pairs].map(([pair, row]) => ({ ...row, quantity: sums.get(pair)! }));
}
