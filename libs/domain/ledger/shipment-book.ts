import type {
  ShipmentArrived,
  ShipmentCommitted,
  ShipmentDeparted,
  ShipmentReleased,
} from '../facts/fact.js';
import { compareDated } from './timeline.js';

export type ShipmentFact = ShipmentCommitted | ShipmentReleased | ShipmentDeparted | ShipmentArrived;
export type Stage = 'committed' | 'released' | 'departed' | 'arrived';

const STAGES: Record<ShipmentFact['type'], Stage> = {
  'shipment.committed': 'committed',
  'shipment.released': 'released',
  'shipment.departed': 'departed',
  'shipment.arrived': 'arrived',
};

/** The facts of one shipment about one commodity, in order of their commitment numbers. */
export class ShipmentBook {
  private readonly facts: ShipmentFact[] = [];

  constructor(readonly shipmentId: string) {}

  get all(): readonly ShipmentFact[] {
    return this.facts;
  }

  add(fact: ShipmentFact): void {
    this.facts.push(fact);
    // A shipment has a handful of facts in its life.
    this.facts.sort((a, b) => a.commitment - b.commitment || compareDated(a, b));
  }

  remove(fact: ShipmentFact): void {
    this.facts.splice(this.facts.indexOf(fact), 1);
  }

  /** Null when every fact of it was taken back. */
  get stage(): Stage | null {
    const newest = this.facts[this.facts.length - 1];
    return newest === undefined ? null : STAGES[newest.type];
  }

  /** The newest promise, whether it still stands or not. */
  get promise(): ShipmentCommitted | undefined {
    return this.newest('shipment.committed');
  }

  get departure(): ShipmentDeparted | undefined {
    return this.newest('shipment.departed');
  }

  get arrival(): ShipmentArrived | undefined {
    return this.newest('shipment.arrived');
  }

  isInForce(fact: ShipmentFact): boolean {
    return this.newest(fact.type) === fact;
  }

  private newest<T extends ShipmentFact['type']>(type: T): Extract<ShipmentFact, { type: T }> | undefined {
    for (let k = this.facts.length - 1; k >= 0; k--) {
      const fact = this.facts[k]!;
      if (fact.type === type) return fact as Extract<ShipmentFact, { type: T }>;
    }
    return undefined;
  }
}
