import type { TemperatureClass } from '../registry/registry.js';

/** Whole pieces of a load that weigh and fill the same; none is divided between two vehicles. */
export interface HandlingUnits {
  /** Of one. */
  milligrams: bigint;
  microVolume: bigint;
  count: bigint;
}

/** A load as a vehicle sees it. */
export interface Burden {
  temperatureClass: TemperatureClass;
  milligrams: bigint;
  /** Millionths of a millilitre: milligrams × millilitres per kilogram. */
  microVolume: bigint;
  /** One entry for all units of the same weight and volume. */
  units: readonly HandlingUnits[];
}

/** Two burdens of one class as one. */
export function together(a: Burden, b: Burden): Burden {
  const units = [...a.units];
  for (const unit of b.units) {
    const same = units.findIndex(
      ({ milligrams, microVolume }) => milligrams === unit.milligrams && microVolume === unit.microVolume,
    );
    if (same < 0) units.push(unit);
    else units[same] = { ...unit, count: units[same]!.count + unit.count };
  }
  return {
    temperatureClass: a.temperatureClass,
    milligrams: a.milligrams + b.milligrams,
    microVolume: a.microVolume + b.microVolume,
    units,
  };
}
