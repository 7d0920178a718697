import * as fc from 'fast-check';
import { commodity, id, lane, registry, row, run, tonne, vehicle } from './consolidate.arbitrary.js';
import type { ShipmentResponded } from './lifecycle-event.js';
import { step } from './lifecycle.js';
import { burdenOf } from './load.js';
import type { Shipment } from './shipment.js';
import { cheapestVehicles } from './vehicle-set.js';

describe('consolidate', () => {
  it('puts a day and temperature class of all commodities into one shipment', () => {
    const rows = [
      row('rice', 'R', 'd1', tonne, undefined, 7),
      row('egg', 'E', 'd2', 15_000, undefined, 9),
      row('egg', 'E', 'd1', 30_000, undefined, 9),
    ];
    const { recommended, withdrawn, unchanged } = run(rows);
    expect([withdrawn, unchanged]).toEqual([[], []]);
    expect(recommended).toEqual([
      {
        shipmentId: id(1),
        revision: 1,
        status: 'recommended',
        hub: 'btc',
        lane: lane.id,
        origin: '35.72',
        destination: '31',
        pickupDate: '2026-11-24',
        arrivalBy: '2026-11-26',
        temperatureClass: 'ambient',
        carrier: null,
        vehicles: [{ code: 'CDE', count: 1 }],
        lines: [
          { commodity: 'egg', lot: 'E', location: 'k', demandId: 'd1', quantity: 30_000, unit: 'g' },
          { commodity: 'egg', lot: 'E', location: 'k', demandId: 'd2', quantity: 15_000, unit: 'g' },
          { commodity: 'rice', lot: 'R', location: 'k', demandId: 'd1', quantity: tonne, unit: 'g' },
        ],
        planVersion: 'btc:egg:9',
        reasons: [],
      },
    ]);
  });

  it('keeps days and temperature classes apart', () => {
    const { recommended } = run([
      row('egg', 'E', 'd', 15_000),
      row('fruit', 'F', 'd', 10),
      row('egg', 'E', 'd', 15_000, '2026-11-25'),
    ]);
    expect(recommended.map(({ shipmentId }) => shipmentId)).toEqual([
      id(1),
      id(1, '2026-11-24', 'chilled'),
      id(1, '2026-11-25'),
    ]);
    expect(recommended.map(({ vehicles }) => vehicles[0]!.code)).toEqual(['CDE', 'CDD-R', 'CDE']);
  });

  it('joins allocations of one lot to one demand, and leaves out empty ones', () => {
    const { recommended } = run([
      row('rice', 'R', 'd', 10),
      row('rice', 'R', 'd', 5, undefined, 2),
      row('rice', 'S', 'd', 0),
    ]);
    expect(recommended).toMatchObject([{ lines: [{ quantity: 15 }], planVersion: 'btc:rice:2' }]);
    expect(recommended[0]!.lines).toHaveLength(1);
  });

  it('recommends without vehicles when none carries the class, and says so with figures', () => {
    const { recommended } = run([row('ice', 'I', 'd1', 1_200_000), row('ice', 'I', 'd2', 300_000)]);
    expect(recommended).toMatchObject([
      {
        vehicles: [],
        reasons: [
          {
            code: 'CAPACITY',
            commodity: 'ice',
            quantity: 1_500_000,
            unit: 'g',
            text: { id: expect.stringContaining('1.500 kg'), en: expect.stringContaining('1,500 kg') },
          },
        ],
      },
    ]);
  });

  it('throws for another lane and for an unknown commodity', () => {
    const foreign = row('rice', 'R', 'd', 1);
    expect(() => run([{ ...foreign, allocation: { ...foreign.allocation, lane: 'other' } }])).toThrow(
      'lane other',
    );
    expect(() => run([row('__proto__', 'R', 'd', 1)])).toThrow('not in the registry');
  });
});

describe('identity over time', () => {
  const rows = [row('rice', 'R', 'd', tonne)];
  const [first] = run(rows).recommended;
  const said: ShipmentResponded = {
    id: 'f',
    eventId: 'e',
    type: 'shipment.responded',
    response: 'declined',
    reason: null,
    vehicle: null,
    source: 'x',
    time: 1,
    acceptedAt: 1,
    shipmentId: id(1),
    hub: 'btc',
    lane: lane.id,
  };

  it('keeps id and revision while the content stays, whatever the plan version', () => {
    const open = [first!];
    expect(run(rows, { open })).toEqual({ recommended: [], withdrawn: [], expired: [], unchanged: [id(1)] });
    expect(run([row('rice', 'R', 'd', tonne, undefined, 99)], { open }).unchanged).toEqual([id(1)]);
  });

  it('raises the revision with the content, and keeps what carriers said', () => {
    const declined = step(first!, said);
    if (declined.kind !== 'moved') throw new Error();
    const { recommended } = run([row('rice', 'R', 'd', 2 * tonne)], { open: [declined.shipment] });
    expect(recommended).toMatchObject([
      { shipmentId: id(1), revision: 4, status: 'recommended', journey: { declines: [{ carrier: 'x' }] } },
    ]);
  });

  it('withdraws what is no longer wanted, and goes on from its revision when it comes back', () => {
    const { withdrawn } = run([], { open: [first!] });
    expect(withdrawn).toMatchObject([
      { shipmentId: id(1), revision: 2, status: 'withdrawn', lines: [], vehicles: [] },
    ]);
    const back = run(rows, { previousRevisions: new Map([[id(1), 2]]) });
    expect(back.recommended).toMatchObject([{ shipmentId: id(1), revision: 3, status: 'recommended' }]);
  });

  it('lets expire what can no longer be loaded and is no longer planned, and never uses its id again', () => {
    const cutoff = Date.parse('2026-11-24T11:00:00Z');
    const { expired, withdrawn } = run([], { open: [first!], now: cutoff });
    expect(withdrawn).toEqual([]);
    expect(expired).toEqual([
      {
        ...first!,
        status: 'expired',
        revision: 2,
        journey: { steps: [`${id(1)}.expired`], declines: [] },
      },
    ]);
    const later = run(rows, { taken: expired, now: cutoff });
    expect(later.recommended).toMatchObject([{ shipmentId: id(2), revision: 1 }]);
    const late = step(expired[0]!, { ...said, response: 'accepted' });
    expect(late).toMatchObject({ kind: 'refused', code: 'SHIPMENT_STATE', state: 'expired' });
    expect(late).toMatchObject({ text: { id: expect.stringContaining('kedaluwarsa') } });
  });

  it('leaves open after the cutoff what the plan still holds, and it can still be accepted', () => {
    const now = Date.parse('2026-11-24T11:00:01Z');
    expect(run(rows, { open: [first!], now })).toMatchObject({ expired: [], unchanged: [id(1)] });
    expect(step(first!, { ...said, response: 'accepted' }).kind).toBe('moved');
  });

  it('withdraws the shipments of later days after the cutoff of today', () => {
    const [tomorrow] = run([row('rice', 'R', 'd', tonne, '2026-11-25')]).recommended;
    const now = Date.parse('2026-11-24T12:00:00Z');
    expect(run([], { open: [tomorrow!], now })).toMatchObject({
      expired: [],
      withdrawn: [{ status: 'withdrawn' }],
    });
  });

  it('throws for a lane whose hub is not known, and for an open shipment that is none', () => {
    expect(() => run(rows, { registry: { ...registry, hubs: [] } })).toThrow('Hub btc');
    const closed: Shipment = { ...first!, status: 'closed' };
    expect(() => run([], { open: [closed], now: Date.parse('2026-11-25T00:00:00Z') })).toThrow('closed');
  });

  it('never touches an id that was taken', () => {
    const taken: Shipment[] = [
      { ...first!, status: 'accepted' },
      { ...first!, shipmentId: id(2), status: 'cancelled' },
    ];
    const result = run(rows, { taken, open: [first!] });
    expect(result.recommended).toMatchObject([{ shipmentId: id(3), revision: 1 }]);
    expect(result.withdrawn).toEqual([]);
  });
});

describe('large loads', () => {
  it('become several shipments of at most ten vehicles, with lines whole where they fit', () => {
    const rows = [50, 60, 20, 15].map((tonnes, k) => row('rice', 'R', `d${k}`, tonnes * tonne));
    const { recommended } = run(rows);
    expect(recommended.map(({ shipmentId }) => shipmentId)).toEqual([id(1), id(2)]);
    expect(
      recommended.map(({ lines }) =>
        lines.map(({ demandId, quantity }) => `${demandId}:${quantity / tonne}`),
      ),
    ).toEqual([
      ['d1:60', 'd2:20'],
      ['d0:50', 'd3:15'],
    ]);
  });

  it('never need more vehicles than a carrier can be asked for, bulky goods among them too', () => {
    const leaf = { ...commodity('leaf', 'ambient'), millilitresPerKilogram: 9_000 };
    const mixed = { ...registry, commodities: [...registry.commodities, leaf] };
    const rows = [
      ...[1, 2, 3].map((k) => row('leaf', 'L', `d${k}`, (10 + k) * tonne)),
      ...[4, 5, 6].map((k) => row('rice', 'R', `d${k}`, (10 + k) * tonne)),
    ];
    const vehicles = registry.vehicles.filter(({ code }) => code === 'CDE' || code === 'CDD');
    const { recommended } = run(rows, { registry: { ...mixed, vehicles } });
    const counts = recommended.map((shipment) =>
      shipment.vehicles.reduce((sum, { count }) => sum + count, 0),
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
    const carried = recommended
      .flatMap(({ lines }) => lines)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(carried).toBe(81 * tonne);
  });

  it('divide a line only at a handling unit', () => {
    const { recommended } = run([row('egg', 'E', 'd', 11_000 * 15_000)]);
    const quantities = recommended.flatMap(({ lines }) => lines.map(({ quantity }) => quantity));
    expect(quantities.length).toBeGreaterThan(1);
    expect(quantities.every((quantity) => quantity % 15_000 === 0)).toBe(true);
    expect(quantities.reduce((a, b) => a + b)).toBe(11_000 * 15_000);
  });

  it('stay one load when a handling unit outweighs every convoy', () => {
    const block = { ...registry, commodities: [commodity('block', 'ambient', 300 * tonne)] };
    const { recommended } = run([row('block', 'B', 'd', 300 * tonne)], { registry: block });
    expect(recommended).toMatchObject([{ lines: [{ quantity: 300 * tonne }] }]);
  });

  it('make further loads of what handling units leave over', () => {
    const uneven = {
      ...registry,
      commodities: [commodity('big', 'ambient', 3 * tonne), commodity('rice', 'ambient')],
    };
    const rows = [row('big', 'B', 'd', 9 * tonne), row('rice', 'R', 'd', 3 * tonne)];
    const { recommended } = run(rows, {
      registry: { ...uneven, vehicles: [vehicle('CDD', 4, 1, ['ambient'], null)] },
      limits: { vehiclesMax: 1, linesMax: 500 },
    });
    const sum = (code: string) =>
      recommended
        .flatMap(({ lines }) => lines)
        .filter((line) => line.commodity === code)
        .reduce((total, { quantity }) => total + quantity, 0);
    expect([sum('big'), sum('rice')]).toEqual([9 * tonne, 3 * tonne]);
    expect(recommended.length).toBeGreaterThan(3);
  });

  it('hold at most so many lines', () => {
    const rows = Array.from({ length: 7 }, (_, k) => row('rice', `R${k}`, 'd', 1_000));
    const { recommended } = run(rows, { limits: { vehiclesMax: 10, linesMax: 3 } });
    expect(recommended.map(({ lines }) => lines.length)).toEqual([3, 3, 1]);
  });
});

describe('any set of allocations', () => {
  const allocation = fc
    .tuple(
      fc.constantFrom('egg', 'rice', 'fruit', 'ice'),
      fc.constantFrom('A', 'B', 'C'),
      fc.constantFrom('x', 'y', 'z'),
      fc.integer({ min: 0, max: 1_000 }),
      fc.constantFrom('2026-11-24', '2026-11-25'),
    )
    .map(([code, lot, demandId, units, day]) => row(code, lot, demandId, units * 15_000, day));
  const sets = fc.array(allocation, { maxLength: 25 });
  const limits = { vehiclesMax: 4, linesMax: 6 };
  const byCode = new Map(registry.commodities.map((of) => [of.code, of]));

  it('is carried whole, in vehicles that it fits, the same in any order, and only once', () => {
    fc.assert(
      fc.property(sets, fc.infiniteStream(fc.nat()), (rows, random) => {
        const result = run(rows, { limits });
        const key = (a: { commodity: string; demandId: string; lot: string; pickupDate: string }) =>
          [a.pickupDate, a.commodity, a.demandId, a.lot].join();
        const wanted = new Map<string, number>();
        for (const { commodity: code, allocation: a } of rows) {
          if (a.quantity === 0) continue;
          const name = key({ ...a, commodity: code });
          wanted.set(name, (wanted.get(name) ?? 0) + a.quantity);
        }
        const carried = new Map<string, number>();
        for (const shipment of result.recommended) {
          for (const line of shipment.lines) {
            const name = key({ ...line, pickupDate: shipment.pickupDate });
            carried.set(name, (carried.get(name) ?? 0) + line.quantity);
            expect(line.quantity % byCode.get(line.commodity)!.handlingUnit).toBe(0);
          }
          const burden = burdenOf(
            shipment.lines.map((line) => ({ line, commodity: byCode.get(line.commodity)! })),
          );
          expect(shipment.vehicles).toEqual(cheapestVehicles(burden, registry.vehicles)?.vehicles ?? []);
          expect(shipment.lines.length).toBeLessThanOrEqual(limits.linesMax);
          expect(new Set(shipment.lines.map((line) => key({ ...line, pickupDate: '' }))).size).toBe(
            shipment.lines.length,
          );
        }
        expect(carried).toEqual(new Map([...carried.keys()].map((name) => [name, wanted.get(name)])));
        expect(carried.size).toBe(wanted.size);

        const shuffled = rows
          .map((of) => ({ of, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ of }) => of);
        expect(JSON.stringify(run(shuffled, { limits }))).toBe(JSON.stringify(result));
        const again = run(shuffled, { limits, open: [...result.recommended].reverse() });
        expect([again.recommended, again.withdrawn]).toEqual([[], []]);
        expect(again.unchanged).toEqual(result.recommended.map(({ shipmentId }) => shipmentId));
      }),
      { numRuns: 60 },
    );
  });
});
