import fc from 'fast-check';
import { step } from './lifecycle.js';
import type { LifecycleEvent, OwnEvent } from './lifecycle-event.js';
import { cancel, dispatch, own, part, receive, recommended, respond } from './lifecycle.arbitrary.js';
import { lateFrom, overShort, type OverShortLine } from './over-short.js';
import type { Shipment, Variance } from './shipment.js';

const timezone = 'Asia/Jakarta';

/** The over/short lines after some steps; a step that is refused says nothing. */
function told(...events: (LifecycleEvent | OwnEvent)[]): OverShortLine[] {
  let shipment: Shipment = recommended;
  let lines = overShort([], null, recommended, timezone);
  for (const event of events) {
    const result = step(shipment, event);
    if (result.kind !== 'moved') continue;
    for (const after of result.trail) {
      lines = overShort(lines, shipment, after, timezone);
      shipment = after;
    }
  }
  return lines;
}

const at = (event: LifecycleEvent, time: number): LifecycleEvent => ({ ...event, time });
const ofLot = (lines: OverShortLine[], lot: string, demandId = 'd1') =>
  lines.find((line) => line.lot === lot && line.demandId === demandId)!;
const due = Date.parse('2026-11-25T17:00:00Z');

it('says nothing of what nobody accepted yet, and of a proposal that nobody wanted that it was recommended', () => {
  expect(told()).toEqual([]);
  expect(told(own('shipment.withdrawn'))).toEqual([]);
  expect(told(respond('declined'))).toEqual([]);
  expect(ofLot(told(own('shipment.expired')), 'A')).toMatchObject({
    status: 'expired',
    recommended: 100,
    accepted: 0,
    settled: true,
    short: 0,
    onTime: null,
    inFull: null,
  });
});

it('follows a line from what was recommended to what was received, late and short', () => {
  expect(lateFrom(recommended, timezone)).toBe(due);
  const loaded = [part('d1', 90, 'A'), part('d1', 50, 'B'), part('d2', 40), part('d3', 30, 'C', 'rice')];
  const damaged: Variance = { kind: 'damaged', quantity: 8, reason: 'broken' };
  const lines = told(
    respond('accepted'),
    dispatch(loaded),
    at(receive([{ ...part('d1', 80, 'A'), variances: [damaged] }, part('d1', 55, 'B')]), due + 90_500),
  );
  expect(ofLot(lines, 'A')).toMatchObject({
    ...{
      recommended: 100,
      accepted: 100,
      loaded: 90,
      received: 80,
      damaged: 8,
      missing: 2,
      short: 20,
      over: 0,
    },
    ...{ awaiting: 8, lateMinutes: 1, onTime: false, inFull: false, settled: true, receivedAt: due + 90_500 },
  });
  expect(ofLot(lines, 'B')).toMatchObject({ received: 55, over: 5, short: 0, surplus: 5, inFull: true });
  expect(ofLot(lines, 'A', 'd2')).toMatchObject({ settled: false, onTime: null, short: 0 });
});

it('is on time until the end of the day that was planned, and in full when all that was accepted came', () => {
  const receivedAt = (time: number) => ofLot(told(respond('accepted'), dispatch(), at(receive(), time)), 'A');
  expect(receivedAt(due - 1)).toMatchObject({ onTime: true, inFull: true, lateMinutes: 0 });
  expect(receivedAt(due)).toMatchObject({ onTime: false, inFull: true, lateMinutes: 0 });
  expect(receivedAt(due + 60_000)).toMatchObject({ onTime: false, lateMinutes: 1 });
  expect(ofLot(told(respond('accepted'), cancel()), 'A')).toMatchObject({
    ...{ settled: true, short: 100, received: 0, onTime: false, inFull: false, lateMinutes: null },
  });
});

it('adds up to the base unit, whatever happens', () => {
  const quantity = fc.integer({ min: 0, max: 120 });
  const variances = fc.array(
    fc.record({
      kind: fc.constantFrom('short', 'damaged', 'refused', 'wrong'),
      quantity: fc.integer({ min: 1, max: 40 }),
      reason: fc.constant('other'),
    }),
    { maxLength: 3 },
  );
  const reported = fc
    .tuple(fc.constantFrom('A', 'B', undefined), quantity, variances)
    .map(([lot, good, its]) => ({ ...part('d1', good, lot), variances: its as Variance[] }));
  const disposed = fc
    .tuple(fc.constantFrom('stock', 'waste'), fc.integer({ min: 1, max: 40 }), fc.nat())
    .map(([to, amount, n]): LifecycleEvent => {
      const line = { commodity: 'egg', demandId: 'd1', location: null, lot: null, quantity: amount };
      const its = { id: `x${n}`, eventId: `x${n}`, source: 'btc', time: 5_000, acceptedAt: 0 };
      const where = { shipmentId: 's', hub: 'btc', lane: 'l' };
      return {
        ...its,
        ...where,
        type: 'shipment.disposed',
        lines: [{ ...line, to: to as 'stock' | 'waste', place: null, note: null }],
      };
    });
  const loads = fc
    .tuple(quantity, quantity)
    .map(([a, b]) => dispatch([part('d1', a, 'A'), part('d1', b, 'B')]));
  const receipts = fc.array(reported, { minLength: 1, maxLength: 2 }).map((lines) => receive(lines));
  let settled = 0;
  fc.assert(
    fc.property(loads, fc.array(fc.oneof(receipts, disposed), { maxLength: 6 }), (load, events) => {
      for (const line of told(respond('accepted'), load, ...events)) {
        const { received, damaged, refused, wrong, missing, loaded, surplus } = line;
        for (const value of Object.values(line))
          if (typeof value === 'number') expect(value).toBeGreaterThanOrEqual(0);
        if (!line.settled) continue;
        settled += 1;
        expect(received + line.short).toBe(line.accepted + line.over);
        expect(received + damaged + refused + wrong + missing + line.returned).toBe(loaded + surplus);
        expect(damaged + refused + wrong).toBe(line.wasted + line.restocked + line.awaiting);
      }
    }),
    { numRuns: 400 },
  );
  expect(settled).toBeGreaterThan(100);
});

describe('what goes on in another shipment', () => {
  let serial = 0;
  const carried = (event: Partial<LifecycleEvent>): LifecycleEvent => {
    const id = `k${++serial}`;
    const base = { id, eventId: id, source: 'brantas', time: 5_000 + serial, acceptedAt: 0, shipmentId: 's' };
    return { ...base, hub: 'btc', lane: 'l', ...event } as LifecycleEvent;
  };

  /** The lines of every shipment after some steps, each step about one of them. */
  function toldOfAll(...steps: { of?: string; event: LifecycleEvent; with?: string }[]) {
    const shipments = new Map<string, Shipment>([['s', recommended]]);
    const lines = new Map<string, OverShortLine[]>([['s', overShort([], null, recommended, timezone)]]);
    const become = (after: Shipment): void => {
      const { shipmentId } = after;
      const before = shipments.get(shipmentId) ?? null;
      lines.set(shipmentId, overShort(lines.get(shipmentId) ?? [], before, after, timezone));
      shipments.set(shipmentId, after);
    };
    for (const { of = 's', event, with: other } of steps) {
      const result = step(
        shipments.get(of)!,
        { ...event, shipmentId: of },
        other ? shipments.get(other)! : null,
      );
      if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
      for (const after of [...result.trail, ...(result.others ?? [])]) become(after);
    }
    return lines;
  }

  const total = (lines: Map<string, OverShortLine[]>, of: keyof OverShortLine): number =>
    [...lines.values()].flat().reduce((sum, line) => sum + (line[of] as number), 0);
  const none = { vehicles: null, remaining: null };
  const all = 220;

  it('is counted once: split, merged and handed over', () => {
    const split = carried({
      type: 'shipment.split',
      lines: [part('d1', 120)],
      ...none,
    } as Partial<LifecycleEvent>);
    const merge = carried({ type: 'shipment.merged', with: 's', vehicles: null } as Partial<LifecycleEvent>);
    const twice = toldOfAll(
      { event: respond('accepted') },
      { event: split },
      { of: 's.s1', event: merge, with: 's' },
      { of: 's.s1', event: dispatch() },
      {
        of: 's.s1',
        event: carried({
          type: 'shipment.transferred',
          lines: [part('d1', 30, 'A')],
          carrier: null,
          ...{ vehicle: null, vehicles: null, reason: null },
        } as Partial<LifecycleEvent>),
      },
      { of: 's.s1', event: receive() },
      { of: 's.s1.s1', event: receive() },
    );
    const sums = ['recommended', 'accepted', 'loaded', 'received', 'short', 'over', 'missing'] as const;
    expect(sums.map((of) => total(twice, of))).toEqual([all, all, all, all, 0, 0, 0]);
    expect([...twice.values()].flat().every(({ settled }) => settled)).toBe(true);
  });

  it('comes back, and what is not there when it is counted is missing', () => {
    const back = {
      type: 'shipment.returned',
      lines: [part('d1', 60, 'A')],
      reason: 'Ditolak',
      place: 'gudang',
    };
    const count = { type: 'shipment.restocked', lines: [part('d1', 55, 'A')] };
    const until = [
      { event: respond('accepted') },
      { event: dispatch() },
      { event: carried(back as unknown as Partial<LifecycleEvent>) },
      { event: receive() },
    ];
    const waiting = ofLot(toldOfAll(...until).get('s')!, 'A');
    expect(waiting).toMatchObject({ loaded: 100, settled: false });
    const counted = { event: { ...carried(count as unknown as Partial<LifecycleEvent>), source: 'petani' } };
    expect(ofLot(toldOfAll(...until, counted).get('s')!, 'A')).toMatchObject({
      ...{ accepted: 100, loaded: 100, received: 40, returned: 55, missing: 5, surplus: 0, short: 60 },
      ...{ settled: true, inFull: false },
    });
  });
});
