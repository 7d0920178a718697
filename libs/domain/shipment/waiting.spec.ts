import * as fc from 'fast-check';
import { addDays, daysBetween } from '../planning/calendar.js';
import { commodity, hub, id, registry, row, run, tonne } from './consolidate.arbitrary.js';
import type { Group } from './group.js';
import { openAllocations, type PlannedAllocation } from './open-allocations.js';
import type { Shipment } from './shipment.js';
import { exactWaitingMax, pickupsOf, type LoadRule, type Pickup } from './waiting.js';

const kg = 1_000;
const bulky = { ...commodity('leaf', 'ambient'), millilitresPerKilogram: 10_000 };
const world = (minimumLoadPpm: number) => ({
  ...registry,
  hubs: [{ ...hub, minimumLoadPpm }],
  commodities: [...registry.commodities, bulky],
});
/** Rice of a day, that may be picked up until another. */
const rice = (demandId: string, kilograms: number, day: number, until = day, code = 'rice') =>
  row(code, 'R', demandId, kilograms * kg, `2026-11-${day}`, 1, `2026-11-${until}`);
/** With a minimum of 30 %: 600 kg of rice in a truck of two tonnes. */
const plan = (rows: readonly PlannedAllocation[], minimumLoadPpm = 300_000) =>
  run(rows, { registry: world(minimumLoadPpm) }).recommended;
const shown = (shipments: readonly Shipment[]) =>
  shipments
    .map(
      ({ pickupDate, lines, temperatureClass }) =>
        `${pickupDate.slice(8)}${temperatureClass === 'ambient' ? '' : temperatureClass}: ` +
        lines.map(({ demandId, quantity }) => `${demandId} ${quantity / kg}`).join(' '),
    )
    .join(' | ');

describe('a load below the minimum', () => {
  it.each([
    ['shares the truck of a later date', [rice('a', 100, 24, 26), rice('b', 900, 26)], '26: a 100 b 900'],
    [
      'does not join when one of its lines cannot wait so long',
      [rice('a', 100, 24, 26), rice('c', 50, 24, 25), rice('b', 900, 26)],
      '25: a 100 c 50 | 26: b 900',
    ],
    [
      'stays with the line that cannot wait at all',
      [rice('a', 100, 24, 26), rice('c', 50, 24), rice('b', 900, 26)],
      '24: a 100 c 50 | 26: b 900',
    ],
    ['never goes earlier', [rice('b', 900, 24), rice('a', 100, 25, 25)], '24: b 900 | 25: a 100'],
    ['waits until the last date that it allows', [rice('a', 100, 24, 28)], '28: a 100'],
    ['goes alone when it cannot wait', [rice('a', 100, 24)], '24: a 100'],
    ['is none at exactly the minimum', [rice('a', 600, 24, 28)], '24: a 600'],
    ['is one a gram below', [rice('a', 599.999, 24, 28)], '28: a 599.999'],
    [
      'meets others like it, and together they leave when they are enough',
      [rice('a', 400, 24, 29), rice('b', 400, 25, 28)],
      '25: a 400 b 400',
    ],
    [
      'meets others like it, and waits with them when they are not',
      [rice('a', 100, 24, 29), rice('b', 100, 25, 28)],
      '28: a 100 b 100',
    ],
    [
      'takes the earliest truck of those that cost the same',
      [rice('a', 100, 24, 28), rice('b', 900, 26), rice('c', 900, 28)],
      '26: a 100 b 900 | 28: c 900',
    ],
    [
      'takes the truck with room rather than make a full one two',
      [rice('a', 100, 24, 28), rice('b', 2_000, 26), rice('c', 900, 28)],
      '26: b 2000 | 28: a 100 c 900',
    ],
    [
      'shares even without a saving rather than go alone',
      [rice('a', 100, 24, 26), rice('b', 8_000, 26)],
      '26: a 100 b 8000',
    ],
    [
      'does not mix classes',
      [rice('a', 100, 24, 26), rice('f', 5_000, 25, 25, 'fruit'), rice('g', 100, 24, 25, 'fruit')],
      '25chilled: f 5000 g 100 | 26: a 100',
    ],
    ['is measured by volume where that is tighter', [rice('a', 250, 24, 25, 'leaf')], '24: a 250'],
    ['is measured by weight where that is tighter', [rice('a', 250, 24, 25)], '25: a 250'],
    [
      'counts commodities together',
      [rice('a', 350, 24, 25), rice('b', 250, 24, 25, 'egg')],
      '24: b 250 a 350',
    ],
  ])('%s', (_what, rows, expected) => {
    const shipments = plan(rows);
    expect(shown(shipments)).toBe(expected);
    expect(shown(plan([...rows].reverse()))).toBe(expected);
  });

  it('is nothing to a hub without a minimum, and a minimum above a truck is a truck', () => {
    const rows = [rice('a', 1, 24, 28), rice('b', 1_999, 25, 26), rice('c', 2_000, 27)];
    expect(shown(plan(rows, 0))).toBe('24: a 1 | 25: b 1999 | 27: c 2000');
    expect(plan(rows, 0).flatMap(({ reasons }) => reasons)).toEqual([]);
    expect(shown(plan(rows, 5_000_000))).toBe('25: a 1 b 1999 | 27: c 2000');
    expect(shown(plan([rice('c', 2_000, 24, 27)], 5_000_000))).toBe('24: c 2000');
  });

  it('is told as it is when no vehicle carries its class', () => {
    const [only] = plan([rice('i', 1, 24, 28, 'ice')]);
    expect(only).toMatchObject({ pickupDate: '2026-11-24', reasons: [{ code: 'CAPACITY' }] });
  });

  it('leaves as planned when its latest pickup is past', () => {
    expect(shown(plan([rice('a', 100, 24, 23), rice('b', 900, 26)]))).toBe('24: a 100 | 26: b 900');
  });

  it('keeps its reason of capacity when it is so bulky that no vehicle takes a kilogram of it', () => {
    const feather = { ...commodity('feather', 'ambient'), millilitresPerKilogram: 2_000_000_000 };
    const vehicles = registry.vehicles.filter(({ volumeMillilitres }) => volumeMillilitres !== null);
    const options = { ...world(300_000), commodities: [feather], vehicles };
    const { recommended } = run([rice('f', 0.001, 24, 26, 'feather')], { registry: options });
    expect(recommended).toMatchObject([{ pickupDate: '2026-11-26', reasons: [{ code: 'CAPACITY' }] }]);
  });

  it('is measured by the same vehicle, whatever their order', () => {
    const twins = ['B', 'A'].map((name) => ({ ...registry.vehicles[0]!, code: name, name }));
    for (const vehicles of [twins, [...twins].reverse()]) {
      const options = { ...world(300_000), vehicles };
      const [only] = run([rice('a', 100, 24)], { registry: options }).recommended;
      expect(only!.reasons[0]!.text.en).toContain('5% of a A');
    }
  });

  it('arrives as many days later as it leaves', () => {
    const [only] = plan([rice('a', 100, 24, 26), rice('b', 900, 26)]);
    expect(only).toMatchObject({ shipmentId: id(1, '2026-11-26'), arrivalBy: '2026-11-28' });
    expect(plan([rice('a', 100, 28, 30)])[0]).toMatchObject({ arrivalBy: '2026-12-02' });
  });
});

describe('the reasons of a load below the minimum', () => {
  const told = (rows: readonly PlannedAllocation[]) => plan(rows).map(({ reasons }) => reasons);

  it('say until when it waits, one per commodity, and add up to the load', () => {
    const rows = [rice('a', 100, 24, 28), rice('b', 40, 24, 28), rice('c', 30, 24, 28, 'egg')];
    expect(told(rows)).toEqual([
      [
        {
          code: 'MINIMUM_LOAD',
          commodity: 'egg',
          quantity: 30 * kg,
          unit: 'g',
          text: {
            id: '30 kg bahan egg menunggu muatan lain sampai pengambilan 28 November 2026: muatannya baru mengisi 8,5% CDE, dan truk sendiri baru berangkat mulai 30%. Sampai tanggal itu barang dan pembelinya masih dapat menunggu.',
            en: '30 kg of goods egg waits for more until the pickup of 28 November 2026: the load fills only 8.5% of a CDE so far, and a truck leaves for it alone from 30%. Until then the goods and the buyer can wait.',
          },
        },
        expect.objectContaining({ code: 'MINIMUM_LOAD', commodity: 'rice', quantity: 140 * kg }),
      ],
    ]);
  });

  it('say how full it travels when it cannot wait', () => {
    expect(told([rice('a', 100, 24)])).toMatchObject([
      [
        {
          code: 'MINIMUM_LOAD',
          quantity: 100 * kg,
          text: {
            id: '100 kg bahan rice tetap berangkat meskipun muatannya hanya mengisi 5% CDE, di bawah batas 30%, karena barang atau pembelinya tidak dapat menunggu lebih lama.',
            en: '100 kg of goods rice travels although the load fills only 5% of a CDE, below the minimum of 30%, because the goods or the buyer cannot wait longer.',
          },
        },
      ],
    ]);
    // One of them waited for the other, which cannot: the truck goes for both.
    const both = told([rice('a', 100, 24, 26), rice('b', 100, 26)]);
    expect(both).toMatchObject([[{ quantity: 200 * kg, text: { en: expect.stringContaining('travels') } }]]);
  });

  it('say what came from an earlier date to share the truck', () => {
    const rows = [rice('a', 100, 24, 26), rice('b', 900, 26), rice('c', 300, 26, 26, 'egg')];
    expect(told(rows)).toMatchObject([
      [
        {
          code: 'MINIMUM_LOAD',
          commodity: 'rice',
          quantity: 100 * kg,
          text: {
            id: '100 kg bahan rice direncanakan untuk tanggal yang lebih awal, tetapi muatan tanggal itu di bawah batas 30% satu truk, sehingga ikut truk tanggal ini.',
            en: "100 kg of goods rice was planned for an earlier date, but that date's load was below the minimum of 30% of a truck, so it shares the truck of this one.",
          },
        },
      ],
    ]);
  });

  it('are a new revision when the same load stops waiting', () => {
    const open = plan([rice('a', 100, 24, 28)]);
    const next = run([rice('a', 100, 28)], { open, registry: world(300_000) });
    expect(next.recommended).toMatchObject([{ shipmentId: id(1, '2026-11-28'), revision: 2 }]);
    expect(run([rice('a', 100, 25, 28)], { open, registry: world(300_000) }).unchanged).toHaveLength(1);
  });
});

describe('a load that waited and was accepted', () => {
  it('is not recommended again from the rows that it came from', () => {
    const rows = [rice('a', 100, 24, 26), rice('b', 900, 26)];
    const [accepted] = plan(rows).map((shipment): Shipment => ({ ...shipment, status: 'accepted' }));
    const promised = [
      {
        commodity: 'rice',
        pickupDate: accepted!.pickupDate,
        lines: accepted!.lines.map(({ location, lot, demandId, quantity }) => ({
          lotId: `${location}/${lot}`,
          demandId,
          quantity,
        })),
      },
    ];
    expect(openAllocations(rows, promised)).toEqual([]);
    const more = [...rows, rice('c', 700, 26)];
    const rest = run(openAllocations(more, promised), { taken: [accepted!], registry: world(300_000) });
    expect(shown(rest.recommended)).toBe('26: c 700');
    expect(rest.recommended[0]!.shipmentId).toBe(id(2, '2026-11-26'));
    expect([rest.withdrawn, rest.expired]).toEqual([[], []]);
  });
});

/** Trucks of 4 and 10 tonnes at 5 and 8; 3 tonnes are enough. */
const rule: LoadRule<number> = {
  loadOf: (rows) => rows.reduce((sum, { allocation }) => sum + allocation.quantity, 0) / tonne,
  together: (a, b) => a + b,
  isEnough: (tonnes) => tonnes >= 3,
  costOf: (tonnes) => {
    const costs = Array.from({ length: 20 }, (_, large) => {
      const left = Math.max(0, tonnes - 10 * large);
      return 8 * large + 5 * Math.ceil(left / 4);
    });
    return Math.min(...costs);
  },
};
const { loadOf } = rule;

interface Asked {
  day: number;
  tonnes: number;
  /** For each of its rows, the days that it may wait. */
  waits: number[];
}

const groupOf = ({ day, tonnes, waits }: Asked): Group => ({
  pickupDate: `2026-11-${day}`,
  temperatureClass: 'ambient',
  rows: waits.map((days, k) => ({
    ...rice(`${day}.${k}`, (1_000 * tonnes) / waits.length, day),
    allocation: {
      ...rice(`${day}.${k}`, (1_000 * tonnes) / waits.length, day).allocation,
      latestPickup: addDays(`2026-11-${day}`, days),
    },
  })),
});

/** The same price, worked out from the pickups alone. */
function priceOf(pickups: readonly Pickup[]): number[] {
  const price = [0, 0, 0, 0];
  for (const { pickupDate, rows, moved } of pickups) {
    const small = rows.filter((row) => isSmall(row));
    price[0]! += rule.costOf(loadOf(rows));
    if (!rule.isEnough(loadOf(rows))) {
      price[1]! += 1;
      price[2]! += Math.min(...small.map((of) => daysBetween(pickupDate, limitOf(of))));
    } else {
      const days = new Set(moved.map(({ allocation: { demandId } }) => Number(demandId.split('.')[0])));
      for (const day of days) price[3]! += Number(pickupDate.slice(8)) - day;
    }
  }
  return price;
}

let smallDays = new Set<string>();
let limits = new Map<string, string>();
const dayOf = ({ allocation }: PlannedAllocation) => allocation.demandId.split('.')[0]!;
const isSmall = (of: PlannedAllocation) => smallDays.has(dayOf(of));
const limitOf = (of: PlannedAllocation) => limits.get(dayOf(of))!;
const isLess = (a: number[], b: number[]) => {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k >= 0 && a[k]! < b[k]!;
};

function prepare(asked: readonly Asked[]): Group[] {
  const groups = asked.map(groupOf).sort((a, b) => (a.pickupDate < b.pickupDate ? -1 : 1));
  smallDays = new Set(asked.filter(({ tonnes }) => tonnes < 3).map(({ day }) => String(day)));
  limits = new Map(
    asked.map(({ day, waits }) => [String(day), addDays(`2026-11-${day}`, Math.min(...waits))]),
  );
  return groups;
}

/** Every assignment of every small group to every day it allows, the planned ones of others kept. */
function* assignments(groups: readonly Group[], k = 0): Generator<Map<string, Group[]>> {
  if (k === groups.length) return yield new Map();
  const group = groups[k]!;
  const first = group.rows[0]!;
  const last = isSmall(first) ? daysBetween(group.pickupDate, limitOf(first)) : 0;
  for (const rest of assignments(groups, k + 1)) {
    for (let days = 0; days <= last; days++) {
      const date = addDays(group.pickupDate, days);
      yield new Map(rest).set(date, [...(rest.get(date) ?? []), group]);
    }
  }
}

const asked = fc.record({
  day: fc.integer({ min: 11, max: 17 }),
  tonnes: fc.constantFrom(1, 2, 2, 3, 4, 7, 9, 10),
  waits: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 2 }),
});

describe('any groups of a lane', () => {
  it('wait at the least price of all assignments, and each row in its limit', () => {
    const plans = fc.uniqueArray(asked, { selector: ({ day }) => day, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(plans, (list) => {
        const groups = prepare(list);
        const pickups = pickupsOf(groups, rule);
        let least: number[] | null = null;
        for (const dates of assignments(groups)) {
          const tried = [...dates].map(([date, there]): Pickup => {
            const rows = there.flatMap((group) => group.rows);
            const moved = there.filter(({ pickupDate }) => pickupDate < date).flatMap((group) => group.rows);
            return { ...there[0]!, pickupDate: date, rows, moved, isEnough: true };
          });
          const price = priceOf(tried);
          if (least === null || isLess(price, least)) least = price;
        }
        expect(priceOf(pickups)).toEqual(least);
        for (const { pickupDate, rows, isEnough } of pickups) {
          expect(isEnough).toBe(rule.isEnough(loadOf(rows)));
          for (const { allocation } of rows) {
            expect(allocation.pickupDate).toBe(pickupDate);
            expect(pickupDate <= allocation.latestPickup).toBe(true);
            expect(daysBetween(pickupDate, allocation.arrivalBy)).toBe(2);
          }
        }
        const names = (rows: readonly PlannedAllocation[]) =>
          rows.map(({ allocation: a }) => `${a.demandId} ${a.quantity}`).sort();
        expect(names(pickups.flatMap(({ rows }) => rows))).toEqual(names(groups.flatMap(({ rows }) => rows)));
      }),
      { numRuns: 150 },
    );
  });

  it('wait the fewest days in all where that is a matter of who takes which room', () => {
    const groups = prepare([
      { day: 11, tonnes: 2, waits: [5] },
      { day: 12, tonnes: 1, waits: [4] },
      { day: 13, tonnes: 8, waits: [0] },
      { day: 14, tonnes: 9, waits: [0] },
      { day: 16, tonnes: 8, waits: [0] },
    ]);
    const days = pickupsOf(groups, rule).map(({ rows }) => rows.map(dayOf).join('+'));
    expect(days).toEqual(['11+13', '12+14', '16']);
  });

  it('never cost more than leaving as planned, however many wait at once', () => {
    const many = Array.from({ length: 15 }, (_, k) => ({ day: 11 + k, tonnes: 1 + (k % 2), waits: [20] }));
    const groups = prepare(many);
    expect(many.length).toBeGreaterThan(exactWaitingMax);
    const pickups = pickupsOf(groups, rule);
    const before = groups.reduce((sum, { rows }) => sum + rule.costOf(loadOf(rows)), 0);
    expect(priceOf(pickups)[0]).toBeLessThan(before / 2);
    expect(pickups.every(({ isEnough }) => isEnough)).toBe(true);
    expect(loadOf(pickups.flatMap(({ rows }) => rows))).toBe(22);
  });
});

describe('any plan of a lane with a minimum', () => {
  it('ships every allocation once, in any order the same bytes, and again the same', () => {
    const allocation = fc
      .tuple(
        fc.constantFrom('rice', 'leaf', 'fruit', 'ice'),
        fc.constantFrom('x', 'y', 'z'),
        fc.integer({ min: 1, max: 1_200 }),
        fc.integer({ min: 20, max: 25 }),
        fc.integer({ min: 0, max: 4 }),
      )
      .map(([code, demandId, kilograms, day, wait]) => rice(demandId, kilograms, day, day + wait, code));
    fc.assert(
      fc.property(fc.array(allocation, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (rows, random) => {
        const options = { registry: world(300_000) };
        const result = run(rows, options);
        const sums = new Map<string, number>();
        const add = (name: string, quantity: number) => sums.set(name, (sums.get(name) ?? 0) + quantity);
        for (const { commodity: code, allocation: a } of rows) add(`${code} ${a.demandId}`, a.quantity);
        for (const { lines, reasons, vehicles } of result.recommended) {
          for (const line of lines) add(`${line.commodity} ${line.demandId}`, -line.quantity);
          if (vehicles.length === 0) continue;
          const told = new Map(reasons.map((reason) => [reason.commodity, reason]));
          for (const code of reasons.length === 0 ? [] : new Set(lines.map((line) => line.commodity))) {
            const load = lines.filter((line) => line.commodity === code);
            const carried = load.reduce((sum, line) => sum + line.quantity, 0);
            const shares = reasons.every(({ text }) => text.en.includes('shares'));
            if (shares) expect(told.get(code)?.quantity ?? 0).toBeLessThanOrEqual(carried);
            else expect(told.get(code)).toMatchObject({ code: 'MINIMUM_LOAD', quantity: carried });
          }
        }
        expect([...sums.values()].every((left) => left === 0)).toBe(true);
        const shuffled = rows
          .map((of) => ({ of, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ of }) => of);
        expect(JSON.stringify(run(shuffled, options))).toBe(JSON.stringify(result));
        const again = run(shuffled, { ...options, open: result.recommended });
        expect([again.recommended, again.withdrawn, again.expired]).toEqual([[], [], []]);
      }),
      { numRuns: 100 },
    );
  });
});
