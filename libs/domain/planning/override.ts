import type { PlanOverridden } from '../facts/fact.js';
import type { Ledger } from '../ledger/ledger.js';
import { lotIdOf } from '../ledger/lot-id.js';
import { compareDated } from '../ledger/timeline.js';
import type { Need } from './need.js';
import { lotsFor, type Lot } from './supply.js';

/** What officers ask of a plan at its instant, by what it is about. Ids are those of the overrides, sorted. */
export class Overrides {
  /** By override id. */
  readonly inForce: readonly PlanOverridden[];
  readonly pins: readonly PlanOverridden[];

  constructor(ledger: Ledger, now: number) {
    this.inForce = ledger.overrides
      .inForce()
      .filter((fact): fact is PlanOverridden => fact.type === 'plan.overridden' && fact.until > now);
    this.pins = newestOfPair(this.inForce.filter(({ action }) => action === 'pin'));
  }

  /** Marks the lots that are held. */
  holdLots(lots: readonly Lot[]): void {
    for (const { location, lot, overrideId } of this.holds())
      if (location !== null)
        for (const held of lotsNamed(location, lot, lots)) held.heldBy = [...(held.heldBy ?? []), overrideId];
  }

  /** Who holds the demand; empty: nobody. */
  holding(demandId: string): string[] {
    return idsOf(this.holds().filter((fact) => fact.demandId === demandId));
  }

  heldLanes(): ReadonlySet<string> {
    return new Set(this.holds().flatMap(({ lane }) => lane ?? []));
  }

  holdingLanes(lanes: ReadonlySet<string>): string[] {
    return idsOf(this.holds().filter(({ lane }) => lane !== null && lanes.has(lane)));
  }

  capping(demandId: string): string[] {
    return idsOf(this.caps(demandId));
  }

  /** What may still be planned for a demand under its strictest cap, base units; Infinity: as much as it needs. */
  roomFor({ demandId, committed, inTransit, delivered }: Need): number {
    const least = Math.min(...this.caps(demandId).map(({ quantity }) => quantity!));
    return Math.max(0, least - committed - inTransit - delivered);
  }

  private caps(demandId: string): PlanOverridden[] {
    return this.inForce.filter((fact) => fact.action === 'cap' && fact.demandId === demandId);
  }

  private holds(): PlanOverridden[] {
    return this.inForce.filter(({ action }) => action === 'hold');
  }
}

/** Of several pins of the same lot and demand the newest is the one that is meant. */
function newestOfPair(pins: readonly PlanOverridden[]): PlanOverridden[] {
  const pairs = new Map<string, PlanOverridden>();
  for (const pin of [...pins].sort(compareDated))
    pairs.set([pin.location, pin.lot, pin.demandId].join('\n'), pin);
  return pins.filter((pin) => [...pairs.values()].includes(pin));
}

/** The lots that an override speaks of: all of a place, or the one of that name. */
export function lotsNamed(location: string, lot: string | null, lots: readonly Lot[]): Lot[] {
  if (lot === null) return lots.filter((row) => row.location === location);
  return lotsFor(lotIdOf(location, lot), lots);
}

function idsOf(facts: readonly PlanOverridden[]): string[] {
  return facts.map(({ overrideId }) => overrideId);
}
