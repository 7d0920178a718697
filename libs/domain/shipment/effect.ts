import type { ShipmentFactLine } from '../facts/fact.js';
import { lotIdOf } from '../ledger/lot-id.js';
import type { ShipmentLine } from './shipment.js';

/**
 * What a step means for the ledger of one commodity.
 * - committed: the lines are promised.
 * - released: the lines are free again; at a dispatch it names what stayed behind, and comes before `departed`.
 * - departed: the lines left their lots.
 * - restocked: goods that were not taken are in a lot again.
 * - arrived: every line of the commodity has been received, with its real quantity. Until the last of them
 *   is reported the whole commodity counts as on its way, so that nobody plans for a need that is met.
 */
export interface Effect {
  kind: 'committed' | 'released' | 'departed' | 'arrived' | 'restocked';
  commodity: string;
  lines: ShipmentFactLine[];
  /** Epoch milliseconds. */
  time: number;
}

/** One effect per commodity, in order of the lines. */
export function effectsOf(
  kind: Effect['kind'],
  lines: readonly ShipmentLine[],
  time: number,
  quantityOf: (line: ShipmentLine) => number = (line) => line.quantity,
): Effect[] {
  const byCommodity = new Map<string, ShipmentFactLine[]>();
  for (const line of lines) {
    const group = byCommodity.get(line.commodity) ?? [];
    byCommodity.set(line.commodity, group);
    group.push({
      lotId: lotIdOf(line.location, line.lot),
      demandId: line.demandId,
      quantity: quantityOf(line),
    });
  }
  return [...byCommodity].map(([commodity, group]) => ({ kind, commodity, lines: group, time }));
}
