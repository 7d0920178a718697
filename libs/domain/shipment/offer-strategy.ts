import type { OfferStrategyName } from '../registry/registry.js';
import type { Candidate } from './carrier-fit.js';
import type { Shipment } from './shipment.js';

/** Whom to ask first. */
export interface OfferStrategy {
  /** True: all that fit are asked at once; else one after the other. */
  readonly atOnce: boolean;
  order(candidates: readonly Candidate[], turns: Turns): Candidate[];
}

/** How often each carrier was offered something on the lane lately. */
export type Turns = ReadonlyMap<string, number>;

const byCode = (a: Candidate, b: Candidate): number => (a.carrier < b.carrier ? -1 : 1);

export const offerStrategies: Readonly<Record<OfferStrategyName, OfferStrategy>> = {
  cheapest: {
    atOnce: false,
    order: (candidates) => [...candidates].sort((a, b) => a.rupiah - b.rupiah || byCode(a, b)),
  },
  // Whoever was asked the least is next, so that nobody who always declines keeps the others waiting.
  'round-robin': {
    atOnce: false,
    order: (candidates, turns) =>
      [...candidates].sort(
        (a, b) => (turns.get(a.carrier) ?? 0) - (turns.get(b.carrier) ?? 0) || byCode(a, b),
      ),
  },
  'first-to-accept': { atOnce: true, order: (candidates) => [...candidates].sort(byCode) },
};

/** The offers that these shipments of a lane have had. */
export function turnsOf(shipments: readonly Shipment[]): Map<string, number> {
  const turns = new Map<string, number>();
  for (const { offering } of shipments)
    for (const { carrier } of offering?.offers ?? []) turns.set(carrier, (turns.get(carrier) ?? 0) + 1);
  return turns;
}
