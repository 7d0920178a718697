import type { Random } from './random.js';

/** One thing that happens in a simulated day. `index` points into the figures of its kind. */
export interface Moment {
  kind: 'report' | 'revise' | 'price' | 'inspect' | 'forecast' | 'shock' | 'outbreak';
  index: number;
  /** Minute of the simulated day, 0 … 1439.99. */
  minute: number;
}

export interface Cast {
  /** Reports a day, by stock profile. */
  reports: number[];
  demands: number;
  prices: number;
  /** Indexes of the stock profiles that offices look at and that forecast a harvest. */
  inspected: number[];
  forecasting: number[];
}

const revisionsPerDay = 5;
const pricesPerDay = 6;
const inspectionsPerDay = 5;
const minutesPerDay = 1_440;

/** What happens on a day, in order of time: the same for the same chance. Spread evenly, so that no minute is empty. */
export function planDay(random: Random, cast: Cast): Moment[] {
  const bag: Omit<Moment, 'minute'>[] = [];
  const add = (kind: Moment['kind'], index: number, times = 1) => {
    for (let time = 0; time < times; time++) bag.push({ kind, index });
  };
  cast.reports.forEach((times, index) => add('report', index, times));
  for (let index = 0; index < cast.demands; index++) add('revise', index, revisionsPerDay);
  for (let index = 0; index < cast.prices; index++) add('price', index, pricesPerDay);
  for (let time = 0; time < inspectionsPerDay; time++) add('inspect', random.pick(cast.inspected));
  for (const index of cast.forecasting) add('forecast', index, 2);
  add('shock', 0, random.integer(1, 2));
  if (random.chance(0.4)) add('outbreak', random.pick(cast.inspected));
  const step = minutesPerDay / bag.length;
  return random.shuffle(bag).map((each, place) => ({ ...each, minute: (place + random.next()) * step }));
}
