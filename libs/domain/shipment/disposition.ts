import type { Disposition, ShipmentLine } from './shipment.js';
import type { DisposedLine } from './lifecycle-event.js';
import { isNamed } from './receipt.js';
import type { StepRefusalCode } from './step-refusal.js';

/** Kinds of variance whose goods are there, though nobody has taken them: they wait for a decision. */
const waits: ReadonlySet<string> = new Set(['damaged', 'refused', 'wrong']);

/** Base units of a line that came and were not taken as good, decided on or not. */
export function heldOf({ variances }: ShipmentLine): number {
  return (variances ?? []).reduce((sum, { kind, quantity }) => sum + (waits.has(kind) ? quantity : 0), 0);
}

/** Base units of a line about which nobody has decided yet. */
export function awaitingOf(line: ShipmentLine): number {
  return (line.dispositions ?? []).reduce((left, { quantity }) => left - quantity, heldOf(line));
}

/** A line's part of a decision. */
export interface Disposed {
  readonly line: ShipmentLine;
  readonly disposition: Disposition;
}

export type DisposeResult =
  | { readonly kind: 'disposed'; readonly lines: ShipmentLine[]; readonly made: readonly Disposed[] }
  | { readonly kind: 'refused'; readonly code: StepRefusalCode; readonly value: string };

/**
 * Applies decisions to the goods that wait: each fills the lines that it names in their order. More than waits, or
 * nothing at all, is refused as a whole.
 */
export function dispose(
  lines: readonly ShipmentLine[],
  decisions: readonly DisposedLine[],
  by: string,
): DisposeResult {
  const next = [...lines];
  const made: Disposed[] = [];
  for (const decision of decisions) {
    const value = [decision.commodity, decision.demandId, decision.location, decision.lot]
      .filter((part) => part !== null)
      .join(' ');
    let left = decision.quantity;
    let isKnown = false;
    for (const [k, line] of next.entries()) {
      if (!isNamed(line, decision)) continue;
      isKnown = true;
      const quantity = Math.min(left, awaitingOf(line));
      if (quantity === 0) continue;
      const { to, place, note } = decision;
      const disposition: Disposition = {
        to,
        quantity,
        by,
        ...(to === 'stock' ? { place: place ?? line.location } : {}),
        ...(note === null ? {} : { note }),
      };
      next[k] = { ...line, dispositions: [...(line.dispositions ?? []), disposition] };
      made.push({ line, disposition });
      left -= quantity;
    }
    if (!isKnown) return { kind: 'refused', code: 'SHIPMENT_LINE_UNKNOWN', value };
    if (left > 0) return { kind: 'refused', code: 'GOODS_NOT_AWAITING', value };
  }
  return { kind: 'disposed', lines: next, made };
}
