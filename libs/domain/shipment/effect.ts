import type { ShipmentFactLine } from '../facts/fact.js';
import { lotIdOf } from '../ledger/lot-id.js';
import type { ShipmentLine } from './shipment.js';

/**
 * What a step means for the ledger of one commodity.
 * - committed: the lines are promised.
 * - released: the lines are free again; at a dispatch it names what stayed behind, and comes before `departed`.
 * - departed: the lines left their lots.
 * - arrived: every line of the commodity has been received, with its real quantity. Until the last of them
 *   is reported the whole commodity counts as on its way, so that nobody plans for a need that is met.
 * - regained: the lines are at a place of the hub again: counted there, or not taken by their receiver.
 */
export interface Effect {
  kind: 'committed' | 'released' | 'departed' | 'arrived' | 'regained';
  /** Of another shipment that the step made or ended. */
  of?: string;
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

/** Commodities of which the last line was told now. */
export function arrivals(
  lines: readonly ShipmentLine[],
  told: readonly ShipmentLine[],
  time: number,
): Effect[] {
  const open = new Set(
    lines.filter(({ received }) => received === undefined).map(({ commodity }) => commodity),
  );
  const complete = new Set(
    told.map(({ commodity }) => commodity).filter((commodity) => !open.has(commodity)),
  );
  const arrived = lines.filter(({ commodity }) => complete.has(commodity));
  return effectsOf('arrived', arrived, time, ({ received }) => received!);
}

/** Nothing more is to be said of a line: it was received, or it is back. */
export function isTold({ received, returning, regained }: ShipmentLine): boolean {
  return received !== undefined && (returning === undefined || regained !== undefined);
}
