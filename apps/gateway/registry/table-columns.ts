import type { EntryKind } from '#contracts';

/** How a value of the registry stands in one cell of a table. */
export interface Column {
  write(value: unknown): string;
  /** @throws CellError */
  read(cell: string): unknown;
}

export class CellError extends Error {
  constructor(
    readonly id: string,
    readonly en: string,
  ) {
    super(en);
  }
}

const decimal = /^-?\d+(\.\d+)?$/;
const whole = /^-?\d{1,16}$/;
const fraction = /^(\d{1,16})(?:\/(\d{1,16}))?$/;

const text: Column = { write: (value) => String(value), read: (cell) => cell };

const number: Column = {
  write: (value) => String(value as number),
  read: (cell) => {
    if (!decimal.test(cell))
      throw new CellError('harus angka dengan titik desimal', 'must be a number with a point');
    return Number(cell);
  },
};

const integer: Column = {
  ...number,
  read: (cell) => {
    if (!whole.test(cell)) throw new CellError('harus bilangan bulat', 'must be a whole number');
    return Number(cell);
  },
};

const yesNo: Column = {
  write: (value) => (value === true ? 'ya' : 'tidak'),
  read: (cell) => {
    if (/^(ya|yes|true)$/i.test(cell)) return true;
    if (/^(tidak|no|false)$/i.test(cell)) return false;
    throw new CellError('harus ya atau tidak', 'must be ya or tidak (yes or no)');
  },
};

const list: Column = {
  write: (value) => (value as string[]).join('|'),
  read: (cell) => parts(cell),
};

const pairs: Column = {
  write: (value) =>
    Object.entries(value as Record<string, number>)
      .map(([name, count]) => `${name}=${count}`)
      .join('|'),
  read: (cell) => Object.fromEntries(parts(cell).map((part) => pair(part, integer.read))),
};

const units: Column = {
  write: (value) =>
    Object.entries(value as Record<string, { numerator: number; denominator: number }>)
      .map(([name, { numerator, denominator }]) =>
        denominator === 1 ? `${name}=${numerator}` : `${name}=${numerator}/${denominator}`,
      )
      .join('|'),
  read: (cell) =>
    Object.fromEntries(
      parts(cell).map((part) =>
        pair(part, (value) => {
          const match = fraction.exec(value);
          if (!match) throw new CellError('satuan harus pecahan bulat', 'a unit must be a whole fraction');
          return { numerator: Number(match[1]), denominator: Number(match[2] ?? '1') };
        }),
      ),
    ),
};

const numbers: Column = {
  write: (value) => (value as number[]).join('|'),
  read: (cell) => parts(cell).map((part) => integer.read(part)),
};

/** `egg.chicken per week guaranteed=10000000 cap=20000000`, several parted by `|`. */
const terms: Column = {
  write: (value) =>
    (value as Record<string, string | number>[])
      .map(({ commodity, period, ...figures }) =>
        [
          `${commodity} per ${period}`,
          ...Object.entries(figures).map(([name, figure]) => `${name}=${figure}`),
        ].join(' '),
      )
      .join('|'),
  read: (cell) =>
    parts(cell).map((part) => {
      const [commodity, per, period, ...figures] = part.split(/\s+/);
      if (per !== 'per' || period === undefined)
        throw new CellError(
          'tulis seperti: egg.chicken per week guaranteed=10000000',
          'write it like: egg.chicken per week guaranteed=10000000',
        );
      return {
        commodity,
        period,
        ...Object.fromEntries(figures.map((figure) => pair(figure, integer.read))),
      };
    }),
};

function parts(cell: string): string[] {
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function pair<T>(part: string, read: (value: string) => T): [string, T] {
  const at = part.indexOf('=');
  if (at < 1)
    throw new CellError('tulis seperti: nama=nilai|nama=nilai', 'write it like: name=value|name=value');
  return [part.slice(0, at).trim(), read(part.slice(at + 1).trim())];
}

/** Written as nothing where the value is null. */
const orNull = (column: Column): Column => ({
  write: (value) => (value === null ? '' : column.write(value)),
  read: (cell) => (cell === '' ? null : column.read(cell)),
});

/** Left out of the value where nothing is written. */
const optional = (column: Column): Column => ({
  write: (value) => (value === undefined ? '' : column.write(value)),
  read: (cell) => (cell === '' ? undefined : column.read(cell)),
});

const names = { code: text, nameId: text, nameEn: text };

export const columnsOf: Record<EntryKind, Record<string, Column>> = {
  hub: {
    ...names,
    region: text,
    producingRegions: list,
    timezone: text,
    pickupHour: integer,
    cutoffHours: integer,
    horizonDays: integer,
    frozenHours: integer,
    tolerancePpm: integer,
    minimumLoadPpm: integer,
    estimateDays: integer,
    estimatePpm: integer,
    endingDays: optional(integer),
    sleepingDays: optional(integer),
    offerStrategy: optional(text),
    offerMinutes: optional(integer),
    offerAheadHours: optional(integer),
    counterMinutes: optional(integer),
    offerApproval: optional(yesNo),
    departureHours: optional(integer),
    changeMinutes: optional(integer),
    changePauseMinutes: optional(integer),
    changeTolerancePpm: optional(integer),
  },
  region: {
    code: text,
    name: text,
    kind: text,
    timezone: text,
    latitude: number,
    longitude: number,
    population: orNull(integer),
  },
  party: {
    ...names,
    kind: text,
    regions: list,
    system: yesNo,
    rank: integer,
    cadenceHours: orNull(number),
    status: text,
    eventsPerSecond: optional(integer),
  },
  place: {
    ...names,
    region: text,
    hub: text,
    party: text,
    latitude: number,
    longitude: number,
    capacity: pairs,
  },
  commodity: {
    ...names,
    baseUnit: text,
    temperatureClass: text,
    shelfLifeDays: orNull(integer),
    units,
    agePpmPerDay: integer,
    ageLimitDays: integer,
    handlingUnit: integer,
    conflictPpm: integer,
    milligramsPerBaseUnit: integer,
    millilitresPerKilogram: integer,
  },
  lane: {
    id: text,
    hub: text,
    origin: text,
    destination: text,
    mode: text,
    roadKm: orNull(number),
    leadHoursTypical: number,
    leadHoursLate: number,
    observedLateHours: optional(number),
    observedTrips: optional(integer),
    rupiahPerTonne: integer,
  },
  vehicle: {
    code: text,
    name: text,
    payloadGrams: integer,
    volumeMillilitres: orNull(integer),
    temperatureClasses: list,
    rupiahPerKm: integer,
  },
  service: {
    carrier: text,
    lane: text,
    hub: text,
    vehicles: pairs,
    temperatureClasses: list,
    days: numbers,
    rupiah: integer,
    rupiahPer: text,
  },
  agreement: {
    id: text,
    hub: text,
    region: text,
    titleId: text,
    titleEn: text,
    commodities: list,
    signedOn: text,
    validFrom: text,
    validTo: text,
    status: text,
    terms,
    endingDays: optional(integer),
    sleepingDays: optional(integer),
  },
  reserve: { hub: text, commodity: text, quantity: integer },
  consumption: { region: orNull(text), commodity: text, perThousandPerYear: integer, source: text },
};
