import type { DemandDeclared, Fact, PlanOverridden, StockCounted } from '../facts/fact.js';
import { applyFacts, emptyLedger } from '../ledger/index.js';
import { lotIdOf } from '../ledger/lot-id.js';
import type { Registry } from '../registry/registry.js';
import type { Plan } from './plan.js';
import { planAfter } from './publish.js';
import type { Announced } from './stability.js';

/** One thing that could be otherwise. Quantities in base units, dates YYYY-MM-DD. */
export type Supposition =
  | {
      /** More stock, or less where the quantity is negative. */
      change: 'stock.added';
      location: string;
      lot: string;
      quantity: number;
      bestBefore: string | null;
      grade: string | null;
    }
  | ({ change: 'demand.added' } & Pick<
      DemandDeclared,
      | 'demandId'
      | 'destination'
      | 'quantity'
      | 'windowFrom'
      | 'windowTo'
      | 'priority'
      | 'minShelfLifeDays'
      | 'grade'
    >)
  /** Null: as it is. */
  | { change: 'demand.changed'; demandId: string; quantity: number | null; priority: number | null }
  | { change: 'demand.removed'; demandId: string }
  | { change: 'agreement.ended'; agreement: string }
  | { change: 'lane.blocked'; lane: string }
  /** Hours more than the lane's late lead time. */
  | { change: 'lane.delayed'; lane: string; hours: number }
  | { change: 'reserve.set'; quantity: number }
  /** A fact taken back by a correction. */
  | { change: 'fact.corrected'; factId: string }
  /** A held fact decided on. */
  | { change: 'fact.confirmed'; factId: string; decision: 'confirmed' | 'refused' }
  /** What an officer would ask of the plan. */
  | ({ change: 'override.added' } & Pick<
      PlanOverridden,
      'action' | 'location' | 'lot' | 'demandId' | 'lane' | 'quantity'
    >)
  | { change: 'override.released'; overrideId: string }
  /** A new count that a party would report. */
  | ({ change: 'stock.counted'; source: string } & Pick<
      StockCounted,
      'location' | 'lot' | 'quantity' | 'bestBefore' | 'grade'
    >);

/** Everything that the present plan follows from. */
export interface Present {
  hub: string;
  commodity: string;
  facts: readonly Fact[];
  registry: Registry;
  now: number;
  announced: Announced | null;
}

export interface WhatIf {
  /** The plan that holds now. */
  before: Plan;
  /** The plan that would follow. */
  after: Plan;
}

export type SuppositionErrorCode =
  | 'DEMAND_UNKNOWN'
  | 'DEMAND_EXISTS'
  | 'AGREEMENT_UNKNOWN'
  | 'LANE_UNKNOWN'
  | 'FACT_UNKNOWN'
  | 'OVERRIDE_UNKNOWN';

/** A supposition about something that is not there. */
export class SuppositionError extends Error {
  override readonly name = 'SuppositionError';

  constructor(
    readonly code: SuppositionErrorCode,
    /** Which of the suppositions, from 0. */
    readonly index: number,
    readonly subject: string,
  ) {
    super(`${code}: ${subject}`);
  }
}

/**
 * The plan of now beside the plan that would follow if something were otherwise; nothing is touched. Supposed
 * stock counts as confirmed, whatever the place is known to hold. Throws `SuppositionError`.
 */
export function whatIf(present: Present, suppositions: readonly Supposition[]): WhatIf {
  const { hub, commodity, facts, registry, now, announced } = present;
  const ledger = emptyLedger(hub, commodity);
  applyFacts(ledger, facts);
  const before = planAfter(announced, { ledger, registry, now });
  const supposing = new Supposing(present, before);
  suppositions.forEach((supposition, index) => supposing.take(supposition, index));
  applyFacts(ledger, supposing.facts);
  return { before, after: planAfter(announced, { ledger, registry: supposing.registry, now }) };
}

/** How long a supposed override holds: longer than any plan reaches. */
const supposedMs = 400 * 86_400_000;

/** Turns suppositions into facts and a registry that nobody recorded. */
class Supposing {
  readonly facts: Fact[] = [];
  registry: Registry;
  /** After all that is known, because a clock somewhere may be ahead of ours. */
  private readonly time: number;

  constructor(
    private readonly present: Present,
    private readonly before: Plan,
  ) {
    this.registry = present.registry;
    this.time = present.facts.reduce((newest, fact) => Math.max(newest, fact.time), present.now) + 1;
  }

  take(supposition: Supposition, index: number): void {
    switch (supposition.change) {
      case 'stock.added':
        return this.addStock(supposition, index);
      case 'demand.added': {
        const { change: _, ...demand } = supposition;
        if (this.demand(demand.demandId) !== undefined)
          throw new SuppositionError('DEMAND_EXISTS', index, demand.demandId);
        return this.say(index, this.present.hub, { type: 'demand.declared', ...demand, basis: 'order' });
      }
      case 'demand.changed':
        return this.changeDemand(supposition, index);
      case 'demand.removed':
        return this.changeDemand({ ...supposition, quantity: 0, priority: null }, index);
      case 'agreement.ended':
        return this.endAgreement(supposition.agreement, index);
      case 'lane.blocked':
        return this.changeLane(supposition.lane, index, () => []);
      case 'lane.delayed':
        return this.changeLane(supposition.lane, index, (lane) => [
          {
            ...lane,
            leadHoursLate: lane.leadHoursLate + supposition.hours,
            ...(lane.observedLateHours === undefined
              ? {}
              : { observedLateHours: lane.observedLateHours + supposition.hours }),
          },
        ]);
      case 'reserve.set':
        return this.setReserve(supposition.quantity);
      case 'fact.corrected':
        return this.decide(supposition.factId, index, {
          type: 'fact.corrected',
          corrects: supposition.factId,
          reason: '',
        });
      case 'fact.confirmed':
        return this.decide(supposition.factId, index, {
          type: 'fact.confirmed',
          confirms: supposition.factId,
          decision: supposition.decision,
          reason: '',
        });
      case 'override.added': {
        const { change: _, ...asked } = supposition;
        const held = {
          overrideId: idOf(index, 'override'),
          until: this.time + supposedMs,
          reason: '',
          by: '',
        };
        return this.say(index, this.present.hub, { type: 'plan.overridden', ...asked, ...held });
      }
      case 'override.released':
        return this.release(supposition.overrideId, index);
      case 'stock.counted': {
        const { change: _, source, ...count } = supposition;
        return this.say(index, source, { type: 'stock.counted', ...count, producedOn: null });
      }
    }
  }

  /** A source that is already believed at the place says it, or the movement would count for nothing. */
  private addStock(
    { location, lot, quantity, bestBefore, grade }: Extract<Supposition, { change: 'stock.added' }>,
    index: number,
  ): void {
    const { lots } = this.before;
    const known =
      lots.find(({ lotId }) => lotId === lotIdOf(location, lot)) ??
      lots.find((row) => row.location === location);
    const place = this.registry.places.find(({ code }) => code === location);
    const reason = quantity < 0 ? 'withdrawn' : 'received';
    const goods = { location, lot, reason, delta: quantity, grade, producedOn: null, bestBefore };
    this.say(index, known?.source ?? place?.party ?? this.present.hub, { type: 'stock.moved', ...goods });
    this.say(index, this.present.hub, {
      type: 'fact.confirmed',
      confirms: idOf(index, 'stock.moved'),
      decision: 'confirmed',
      reason: '',
    });
  }

  private changeDemand(
    { demandId, quantity, priority }: { demandId: string; quantity: number | null; priority: number | null },
    index: number,
  ): void {
    const line = this.demand(demandId);
    if (line === undefined) throw new SuppositionError('DEMAND_UNKNOWN', index, demandId);
    const { source, destination, declared, windowFrom, windowTo, minShelfLifeDays, basis } = line;
    // Where two parties use the same id, one of them is told with its party before it.
    const own = demandId.startsWith(`${source}:`) ? demandId.slice(source.length + 1) : demandId;
    const window = { windowFrom, windowTo, priority: priority ?? line.priority, minShelfLifeDays };
    const grade = this.gradeOf(source, own);
    const demand = { demandId: own, destination, quantity: quantity ?? declared, ...window, grade, basis };
    this.say(index, source, { type: 'demand.declared', ...demand });
  }

  private gradeOf(source: string, demandId: string): string | null {
    const declared = this.present.facts.findLast(
      (fact) => fact.type === 'demand.declared' && fact.source === source && fact.demandId === demandId,
    );
    return declared?.type === 'demand.declared' ? declared.grade : null;
  }

  private demand(demandId: string) {
    return this.before.demands.find((line) => line.demandId === demandId);
  }

  private endAgreement(id: string, index: number): void {
    const { agreements } = this.registry;
    if (!agreements.some((row) => row.id === id)) throw new SuppositionError('AGREEMENT_UNKNOWN', index, id);
    const ended = agreements.map((row) => (row.id === id ? { ...row, status: 'ended' as const } : row));
    this.registry = { ...this.registry, agreements: ended };
  }

  private changeLane(
    id: string,
    index: number,
    becomes: (lane: Registry['lanes'][number]) => Registry['lanes'],
  ): void {
    const { lanes } = this.registry;
    if (!lanes.some((row) => row.id === id)) throw new SuppositionError('LANE_UNKNOWN', index, id);
    this.registry = {
      ...this.registry,
      lanes: lanes.flatMap((lane) => (lane.id === id ? becomes(lane) : [lane])),
    };
  }

  private decide(
    factId: string,
    index: number,
    body: { type: Fact['type']; [field: string]: unknown },
  ): void {
    if (!this.present.facts.some(({ id }) => id === factId))
      throw new SuppositionError('FACT_UNKNOWN', index, factId);
    this.say(index, this.present.hub, body);
  }

  private release(overrideId: string, index: number): void {
    const isKnown = this.present.facts.some(
      (fact) => fact.type === 'plan.overridden' && fact.overrideId === overrideId,
    );
    if (!isKnown) throw new SuppositionError('OVERRIDE_UNKNOWN', index, overrideId);
    this.say(index, this.present.hub, { type: 'plan.released', overrideId, reason: '', by: '' });
  }

  private setReserve(quantity: number): void {
    const { hub, commodity } = this.present;
    const others = this.registry.reserves.filter((row) => row.hub !== hub || row.commodity !== commodity);
    this.registry = { ...this.registry, reserves: [...others, { hub, commodity, quantity }] };
  }

  private say(index: number, source: string, body: { type: Fact['type']; [field: string]: unknown }): void {
    const { hub, commodity, now: acceptedAt } = this.present;
    const id = idOf(index, body.type);
    const base = { id, eventId: id, source, time: this.time, acceptedAt, hub, commodity };
    this.facts.push({ ...base, ...body } as unknown as Fact);
  }
}

/** After every real id of the same instant, so that what is supposed holds. */
function idOf(index: number, type: string): string {
  return `~what-if/${String(index).padStart(3, '0')}/${type}`;
}
