import type { BaseUnit, Commodity } from '../registry/registry.js';

/** Base units in one unit, as an exact fraction. */
export interface UnitSize {
  readonly numerator: number;
  readonly denominator: number;
}

const whole = (numerator: number): UnitSize => ({ numerator, denominator: 1 });

/** UN/ECE Recommendation 20 codes and their everyday names: what they mean is no matter of the registry. */
const standardUnits: Readonly<Record<BaseUnit, ReadonlyMap<string, UnitSize>>> = {
  g: new Map([
    ['g', whole(1)],
    ['grm', whole(1)],
    ['kg', whole(1_000)],
    ['kgm', whole(1_000)],
    ['ton', whole(1_000_000)],
    ['tne', whole(1_000_000)],
  ]),
  ml: new Map([
    ['ml', whole(1)],
    ['mlt', whole(1)],
    ['ltr', whole(1_000)],
  ]),
  piece: new Map([
    ['piece', whole(1)],
    ['h87', whole(1)],
  ]),
};

/**
 * The size of a unit for a commodity: standard units first, then the commodity's local ones.
 * Case does not matter for A–Z; other characters count exactly, so a Kelvin sign is not a K.
 */
export function findUnit(unit: string, commodity: Commodity): UnitSize | null {
  const name = unit.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const standard = standardUnits[commodity.baseUnit].get(name);
  if (standard) return standard;
  return Object.hasOwn(commodity.units, name) ? commodity.units[name]! : null;
}
