import type { Commodity } from '../api/types.js';

const pieces = new Map<string, boolean>();

/** Keeps what the registry says of goods that are counted, so that any figure of animals can be told in heads. */
export function rememberLive(commodities: readonly Commodity[]): void {
  pieces.clear();
  for (const { code, baseUnit, temperatureClass } of commodities)
    if (baseUnit === 'piece') pieces.set(code, temperatureClass === 'live');
}

/** Whether a commodity is animals; without one, whether all that is counted is. */
export function isLive(commodity?: string): boolean {
  if (commodity !== undefined) return pieces.get(commodity) ?? false;
  return pieces.size > 0 && [...pieces.values()].every(Boolean);
}
