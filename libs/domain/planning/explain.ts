import type { ProblemAllocation } from '../allocation/problem.js';
import type { Solved } from './minimum-order.js';
import type { Asked } from './agreement.js';
import type { Situation } from './build.js';
import { TOO_EARLY, overPhrase, phrase, shortPhrase } from './phrase.js';
import type { Need } from './need.js';
import { demandOverrides, lotOverrides, overridesOf, pinnedToOthers } from './override-reasons.js';
import { pairOf } from './pin.js';
import type { Reason, ReasonCode } from './reason.js';
import { withPins } from './rest.js';
import { partOf } from './share.js';
import { totalOf, type Lot } from './supply.js';
import { tripFor } from './trip.js';

/** The order in which causes are told; what none of the earlier ones explains goes to the last one. */
const PRECEDENCE = [
  'KEPT_PLAN',
  'OVERRIDE_HOLD',
  'OVERRIDE_CAP',
  'ESTIMATE_ONLY',
  'NO_LANE',
  'AGREEMENT_INACTIVE',
  'LEAD_TIME',
  'SHELF_LIFE',
  'GRADE',
  'AGREEMENT_CAP',
  'LOCAL_RESERVE',
  'STALE_DATA',
  'SOURCE_CONFLICT',
  'HELD_DATA',
  'MINIMUM_ORDER',
  'HANDLING_UNIT',
  'OVERRIDE_PIN',
  'COMMITMENT_CLAMPED',
] as const satisfies readonly ReasonCode[];

type Causes = Partial<Record<ReasonCode, number>>;

/**
 * Why demands stay short and lots stay over. Each cause is the quantity that would have helped but for it,
 * told in a fixed order and cut to what is still unexplained, so the figures add up exactly.
 */
export class Explanation {
  private readonly published: Totals;
  private readonly wanted: Totals;
  /** Demands that the solution leaves short, but for estimates and those that are not due yet. */
  private readonly short: readonly Asked[];
  private readonly capped: ReadonlySet<string>;
  private readonly heldBack: number;
  /** What other sources say is there beyond the ones that are believed. */
  private readonly disputed: number;

  /** `solved` is the solution of the problem, `published` what is told instead for the sake of stability. */
  constructor(
    private readonly situation: Situation,
    private readonly solved: Solved,
    published: readonly ProblemAllocation[],
  ) {
    this.wanted = totals(withPins(situation, solved), situation.estimated);
    this.published = totals(published, situation.estimated);
    this.short = situation.asked.filter(
      (row) => this.shortfall(row) > 0 && !row.access.early && !row.need.estimated,
    );
    this.capped = this.cappedDemands();
    this.heldBack = situation.supply.held.reduce((sum, { missing }) => sum + missing, 0);
    this.disputed = situation.supply.conflicts.reduce((sum, { believed, others }) => {
      return sum + Math.max(0, ...others.map((other) => totalOf(other) - totalOf(believed)));
    }, 0);
  }

  allocatedTo(demandId: string): number {
    return this.published.toDemand.get(demandId) ?? 0;
  }

  /** Without what is set aside on estimates. */
  allocatedFrom(lotId: string): number {
    return this.published.fromLot.get(lotId) ?? 0;
  }

  /** Quantities add up to the demand's shortfall; none when it is served in full. */
  ofDemand(asked: Asked): Reason[] {
    const { need, access } = asked;
    const { commodity } = this.situation.world;
    const shortfall = need.netNeed - this.allocatedTo(need.demandId);
    if (shortfall === 0) return [];
    const causes = access.blocked === null ? this.demandCauses(asked) : { [access.blocked]: shortfall };
    return divide(shortfall, causes, 'STOCK').map(([code, quantity]) => ({
      code,
      commodity: commodity.code,
      demandId: need.demandId,
      quantity,
      unit: commodity.baseUnit,
      ...overridesOf(code, demandOverrides(code, asked, this.situation)),
      text: access.early ? phrase(TOO_EARLY, quantity, commodity) : shortPhrase(code, quantity, commodity),
    }));
  }

  /** Quantities add up to the lot's surplus; none when all of it goes out. */
  ofLot(lot: Lot): Reason[] {
    const { commodity } = this.situation.world;
    const surplus = lot.available - this.allocatedFrom(lot.lotId);
    if (surplus === 0) return [];
    return divide(surplus, this.lotCauses(lot), 'NO_DEMAND').map(([code, quantity]) => ({
      code,
      commodity: commodity.code,
      lotId: lot.lotId,
      quantity,
      unit: commodity.baseUnit,
      ...overridesOf(code, lotOverrides(code, lot, this.short, this.situation)),
      text: overPhrase(code, quantity, commodity),
    }));
  }

  private demandCauses(asked: Asked): Causes {
    const { need, access } = asked;
    const { pins } = this.situation;
    const kept = this.wantedBy(need.demandId) - this.allocatedTo(need.demandId);
    const causes: Causes = {
      KEPT_PLAN: kept,
      ESTIMATE_ONLY: this.unasked(need),
      SOURCE_CONFLICT: this.disputed,
      HELD_DATA: this.heldBack,
      MINIMUM_ORDER: this.solved.tooSmall.get(need.demandId) ?? 0,
      COMMITMENT_CLAMPED: need.clamped,
    };
    const open = this.openCause(asked);
    for (const lot of this.situation.supply.lots) {
      const trip = tripFor(lot, need, access);
      if (typeof trip === 'string') {
        add(causes, trip, lot.expired ? lot.aged : this.left(lot));
        continue;
      }
      const pair = pairOf(lot.lotId, need.demandId);
      add(causes, pins.pairs.has(pair) ? 'OVERRIDE_PIN' : open, this.left(lot));
      add(causes, 'OVERRIDE_PIN', pinnedToOthers(lot, need, pins));
      add(causes, 'LOCAL_RESERVE', lot.reserved);
      add(causes, 'STALE_DATA', lot.aged);
    }
    return causes;
  }

  private unasked({ estimated, netNeed }: Need): number {
    return estimated ? netNeed - partOf(netNeed, this.situation.world.hub.estimatePpm) : 0;
  }

  private lotCauses(lot: Lot): Causes {
    const causes: Causes = {
      KEPT_PLAN: this.wantedFrom(lot.lotId) - this.allocatedFrom(lot.lotId),
      ESTIMATE_ONLY: this.published.setAside.get(lot.lotId) ?? 0,
    };
    if (lot.heldBy !== undefined) return { ...causes, OVERRIDE_HOLD: lot.available };
    for (const asked of this.short) {
      const trip = tripFor(lot, asked.need, asked.access);
      const isPinned = this.situation.pins.pairs.has(pairOf(lot.lotId, asked.need.demandId));
      const open = isPinned ? 'OVERRIDE_PIN' : this.openCause(asked);
      add(causes, typeof trip === 'string' ? trip : open, this.shortfall(asked));
    }
    return causes;
  }

  /** What keeps goods that could go from a demand that could have them. */
  private openCause({ need: { demandId } }: Asked): ReasonCode {
    if (this.solved.tooSmall.has(demandId)) return 'MINIMUM_ORDER';
    if (!this.capped.has(demandId)) return 'HANDLING_UNIT';
    return this.situation.overrides.capping(demandId).length > 0 ? 'OVERRIDE_CAP' : 'AGREEMENT_CAP';
  }

  private wantedBy(demandId: string): number {
    return this.wanted.toDemand.get(demandId) ?? 0;
  }

  private wantedFrom(lotId: string): number {
    return this.wanted.fromLot.get(lotId) ?? 0;
  }

  private left(lot: Lot): number {
    return lot.available - this.wantedFrom(lot.lotId) - (this.wanted.setAside.get(lot.lotId) ?? 0);
  }

  private shortfall({ need }: Asked): number {
    return need.netNeed - this.wantedBy(need.demandId);
  }

  /** Demands that may not get one more handling unit under some cap. */
  private cappedDemands(): Set<string> {
    const { problem, world } = this.situation;
    const unit = world.commodity.handlingUnit;
    const capped = new Set<string>();
    for (const { id, cap } of problem.demands) {
      if (cap !== undefined && cap - this.wantedBy(id) < unit) capped.add(id);
    }
    for (const { demands, max } of problem.caps) {
      const used = demands.reduce((sum, id) => sum + this.wantedBy(id), 0);
      if (max - used < unit) for (const id of demands) capped.add(id);
    }
    return capped;
  }
}

interface Totals {
  readonly toDemand: ReadonlyMap<string, number>;
  /** To what somebody asked for. */
  readonly fromLot: ReadonlyMap<string, number>;
  /** To estimates, by lot. */
  readonly setAside: ReadonlyMap<string, number>;
}

function totals(solution: readonly ProblemAllocation[], estimated: ReadonlySet<string>): Totals {
  const toDemand = new Map<string, number>();
  const fromLot = new Map<string, number>();
  const setAside = new Map<string, number>();
  for (const { lot, demand, quantity } of solution) {
    toDemand.set(demand, (toDemand.get(demand) ?? 0) + quantity);
    const from = estimated.has(demand) ? setAside : fromLot;
    from.set(lot, (from.get(lot) ?? 0) + quantity);
  }
  return { toDemand, fromLot, setAside };
}

function add(causes: Causes, code: ReasonCode, quantity: number): void {
  if (quantity === 0) return;
  causes[code] = (causes[code] ?? 0) + quantity;
}

/** Cuts the causes, in their order, to what is left of `total`; the rest is the last cause's. */
function divide(total: number, causes: Causes, rest: ReasonCode): [ReasonCode, number][] {
  const parts: [ReasonCode, number][] = [];
  let open = total;
  for (const code of PRECEDENCE) {
    const quantity = Math.min(open, causes[code] ?? 0);
    if (quantity <= 0) continue;
    parts.push([code, quantity]);
    open -= quantity;
  }
  if (open > 0) parts.push([rest, open]);
  return parts;
}
