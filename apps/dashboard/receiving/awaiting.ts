import type { ShipmentLine } from '../api/types.js';

/** Base units of a line that came, were not taken, and wait for a decision. */
export function awaitingOf({ variances = [], dispositions = [] }: ShipmentLine): number {
  const held = variances.filter(({ kind }) => kind !== 'short');
  const sum = (parts: readonly { quantity: number }[]): number =>
    parts.reduce((total, { quantity }) => total + quantity, 0);
  return sum(held) - sum(dispositions);
}
