import type { UnitRatio } from './amount.js';

export type Language = 'id' | 'en';
export interface Names {
  nameId: string;
  nameEn: string;
}
export interface Place extends Names {
  code: string;
  commodities: string[];
}
export interface Producer extends Names {
  party: string;
  places: Place[];
}
export interface Commodity extends Names {
  code: string;
  baseUnit: 'g' | 'ml' | 'piece';
  units: Record<string, UnitRatio>;
}
/** What the gateway tells a phone about its own, kept for when there is no network. */
export interface Home {
  deviceId: string;
  time: string;
  timezone: string;
  person: string | null;
  producers: Producer[];
  commodities: Commodity[];
}

export const nameOf = ({ nameId, nameEn }: Names, language: Language): string =>
  language === 'id' ? nameId : nameEn;

/** What was last used, newest first. */
export interface Used {
  place: string;
  commodity: string;
  unit: string;
}

/** Those that this phone used last come first; the others keep their order. */
function usedFirst<T>(all: readonly T[], keyOf: (item: T) => string, used: readonly string[]): T[] {
  const rank = (item: T): number => {
    const at = used.indexOf(keyOf(item));
    return at < 0 ? used.length : at;
  };
  return [...all].sort((a, b) => rank(a) - rank(b));
}

export function placesOf({ places }: Producer, used: readonly Used[]): Place[] {
  return usedFirst(
    places,
    ({ code }) => code,
    used.map(({ place }) => place),
  );
}

/** What the registry knows of a place, else everything. */
export function commoditiesOf(home: Home, place: Place, used: readonly Used[]): Commodity[] {
  const own = home.commodities.filter(({ code }) => place.commodities.includes(code));
  const here = used.filter((one) => one.place === place.code).map(({ commodity }) => commodity);
  return usedFirst(own.length > 0 ? own : home.commodities, ({ code }) => code, here);
}

/** Codes of UN/ECE and second names of the same unit: nobody at a farm says them. */
const unsaid = /^(grm|kgm|tne|mlt|ltr|h87|liter)$/;
const usual = { g: 'kg', ml: 'l', piece: 'piece' } as const;

/** Units that people say, the one this phone used last first, then the usual one. */
export function unitsOf({ code, baseUnit, units }: Commodity, used: readonly Used[]): string[] {
  const said = Object.keys(units).filter((unit) => !unsaid.test(unit));
  const own = said.filter((unit) => unit !== 'piece' || (baseUnit === 'piece' && said.length === 1));
  const same = own.filter((unit) => unit !== baseUnit || baseUnit === 'piece');
  const preferred = baseUnit === 'piece' ? same[0]! : usual[baseUnit];
  const last = used.filter(({ commodity }) => commodity === code).map(({ unit }) => unit);
  return usedFirst(same, (unit) => unit, [...last, preferred]);
}
