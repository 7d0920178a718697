import type { Commodity, Hub, TemperatureRange } from '../registry/registry.js';
import type { Excursion } from './tracking.js';

const minuteMs = 60_000;
const toleranceMinutesDefault = 15;
/** Between two readings farther apart nobody knows what it was. */
const gapMinutesMax = 60;
const excursionsMax = 100;

const usual: Readonly<Record<string, { minCelsius: number; maxCelsius: number }>> = {
  chilled: { minCelsius: 0, maxCelsius: 7 },
  frozen: { minCelsius: -30, maxCelsius: -15 },
};

export interface Allowed {
  minCelsius: number;
  maxCelsius: number;
  toleranceMinutes: number;
}

/**
 * What a load may be: of its class as the hub has it, narrowed by each commodity that says so itself. Null: nobody
 * cares, as for goods that are carried warm.
 */
export function allowedFor(
  temperatureClass: string,
  hub: Pick<Hub, 'temperatures'>,
  commodities: readonly Pick<Commodity, 'temperature'>[],
): Allowed | null {
  const own: Readonly<Record<string, TemperatureRange | undefined>> = hub.temperatures ?? {};
  const ranges = [own[temperatureClass] ?? usual[temperatureClass], ...commodities.map((c) => c.temperature)];
  const known = ranges.filter((range): range is TemperatureRange => range !== undefined);
  if (known.length === 0) return null;
  return {
    minCelsius: Math.max(...known.map(({ minCelsius }) => minCelsius)),
    maxCelsius: Math.min(...known.map(({ maxCelsius }) => maxCelsius)),
    toleranceMinutes: Math.min(...known.map((range) => range.toleranceMinutes ?? toleranceMinutesDefault)),
  };
}

export interface Measured {
  time: number;
  temperatureCelsius: number;
}

/**
 * The times out of range that lasted at least as long as is tolerated, oldest first, a hundred at most. A run begins
 * at its first reading out of range and ends at the next one in range; one that nothing followed is open and lasts
 * until its own last reading. Between two readings the load is taken to be as the earlier one, up to an hour.
 * @param readings in order of time
 */
export function excursionsOf(readings: readonly Measured[], allowed: Allowed): Excursion[] {
  const found: Excursion[] = [];
  let run: { start: number; peak: number; millis: number; last: Measured } | null = null;
  const beyond = (celsius: number) => Math.max(0, celsius - allowed.maxCelsius, allowed.minCelsius - celsius);
  const close = (until: number, end: number | null) => {
    if (run === null || until - run.start < allowed.toleranceMinutes * minuteMs) return;
    found.push({
      start: run.start,
      end,
      peakCelsius: run.peak,
      degreeMinutes: Math.round(run.millis / minuteMs),
      minCelsius: allowed.minCelsius,
      maxCelsius: allowed.maxCelsius,
    });
  };
  for (const reading of readings) {
    const { time, temperatureCelsius } = reading;
    if (run !== null) {
      const lasted = Math.min(time - run.last.time, gapMinutesMax * minuteMs);
      run.millis += beyond(run.last.temperatureCelsius) * lasted;
    }
    if (beyond(temperatureCelsius) === 0) {
      close(time, time);
      run = null;
      continue;
    }
    run ??= { start: time, peak: temperatureCelsius, millis: 0, last: reading };
    if (beyond(temperatureCelsius) > beyond(run.peak)) run.peak = temperatureCelsius;
    run.last = reading;
  }
  if (run !== null) close(run.last.time, null);
  return found.slice(-excursionsMax);
}
