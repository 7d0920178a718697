import { after, dispatch, part, receive, recommended, respond } from './lifecycle.arbitrary.js';
import { step, type StepResult } from './lifecycle.js';
import type { CarriageEvent, LifecycleEvent } from './lifecycle-event.js';
import { breakdownAlert } from './breakdown.js';
import { marketOf } from './offering.arbitrary.js';
import type { Shipment } from './shipment.js';

let serial = 0;
type Said<T> = T extends CarriageEvent
  ? Omit<T, 'id' | 'eventId' | 'time' | 'acceptedAt' | 'shipmentId' | 'hub' | 'lane' | 'source'>
  : never;
const say = (event: Said<CarriageEvent>, source = 'brantas'): LifecycleEvent => {
  const id = `c${++serial}`;
  const base = {
    id,
    eventId: id,
    source,
    time: 5_000 + serial,
    acceptedAt: 0,
    shipmentId: 's',
    hub: 'btc',
    lane: 'l',
  };
  return { ...base, ...event } as LifecycleEvent;
};
const none = { vehicles: null, remaining: null };
const effectsIn = (result: StepResult) =>
  result.kind === 'moved'
    ? result.effects.map(
        ({ kind, commodity, lines, of }) =>
          `${of ?? 's'} ${kind} ${commodity} ${lines.map((line) => `${line.lotId}>${line.demandId}:${line.quantity}`).join(' ')}`,
      )
    : result;
const moved = (result: StepResult): Shipment => {
  if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
  return result.shipment;
};

const accepted = after(respond('accepted'));
const departed = dispatch();
const left = moved(step(accepted, departed));

it('keeps what was left behind, with the reason, and frees it', () => {
  const partly = { ...dispatch([part('d1', 100), part('d2', 40)]), reason: 'Truk penuh' } as LifecycleEvent;
  const result = step(accepted, partly);
  expect(moved(result).journey).toMatchObject({
    left: [
      { lot: 'B', quantity: 50, reason: 'Truk penuh' },
      { commodity: 'rice', quantity: 30, reason: 'Truk penuh' },
    ],
  });
  expect(effectsIn(result)).toEqual(expect.arrayContaining(['s released egg kandang/B>d1:50']));
});

it('splits: less is promised of the one first, then the rest of a shipment of its own', () => {
  const result = step(accepted, say({ type: 'shipment.split', lines: [part('d1', 120)], ...none }));
  expect(effectsIn(result)).toEqual([
    's committed egg kandang/B>d1:30 kandang/A>d2:40',
    's committed rice kandang/C>d3:30',
    's.s1 committed egg kandang/A>d1:100 kandang/B>d1:20',
  ]);
  expect(result).toMatchObject({
    shipment: { revision: accepted.revision + 1, journey: { parts: ['s.s1'] } },
    others: [
      { shipmentId: 's.s1', revision: 1, status: 'accepted', carrier: 'brantas', journey: { partOf: 's' } },
    ],
  });
  const all = recommended.lines.map(({ commodity, demandId, lot, quantity }) =>
    part(demandId, quantity, lot, commodity),
  );
  expect(step(accepted, say({ type: 'shipment.split', lines: all, ...none }))).toMatchObject({
    code: 'SPLIT_NOT_POSSIBLE',
  });
  expect(
    step(accepted, say({ type: 'shipment.split', lines: [part('d1', 1)], ...none }, 'kelud')),
  ).toMatchObject({
    code: 'SHIPMENT_NOT_YOURS',
  });
});

it('merges two of one carrier, lane, date and class; the other one names where it went', () => {
  const other: Shipment = { ...accepted, shipmentId: 't', lines: [recommended.lines[0]!] };
  const event = say({ type: 'shipment.merged', with: 't', vehicles: null }, 'btc');
  const result = step(accepted, event, other);
  expect(effectsIn(result)).toEqual([
    't released egg kandang/A>d1:100',
    's committed egg kandang/A>d1:200 kandang/B>d1:50 kandang/A>d2:40',
    's committed rice kandang/C>d3:30',
  ]);
  expect(result).toMatchObject({
    shipment: { vehicles: [{ code: 'CDE', count: 2 }] },
    others: [{ status: 'cancelled', journey: { mergedInto: 's' } }],
  });
  for (const wrong of [null, { ...other, carrier: 'kelud' }, { ...other, pickupDate: '2026-11-25' }, left])
    expect(step(accepted, event, wrong)).toMatchObject({ code: 'MERGE_NOT_POSSIBLE' });
});

it('stands with an alert until it goes on in other hands', () => {
  const stopped = moved(
    step(
      left,
      say({ type: 'shipment.stopped', reason: 'As patah', place: 'KM 579', latitude: null, longitude: null }),
    ),
  );
  expect(stopped).toMatchObject({ status: 'in_transit', journey: { breakdown: { place: 'KM 579' } } });
  const { registry } = marketOf([]);
  expect(breakdownAlert(stopped, registry)).toMatchObject({
    id: 'BREAKDOWN/btc/s',
    severity: 'critical',
    text: { id: 'Kiriman ke DKI Jakarta, muatan 24 November 2026, berhenti di jalan (KM 579): As patah.' },
  });
  const on = step(
    stopped,
    say({
      type: 'shipment.transferred',
      lines: null,
      carrier: 'kelud',
      vehicle: 'AE-1',
      vehicles: null,
      reason: null,
    }),
  );
  expect(effectsIn(on)).toEqual([]);
  expect(moved(on)).toMatchObject({
    carrier: 'kelud',
    journey: { vehicle: 'AE-1', handovers: [{ from: 'brantas', to: 'kelud' }] },
  });
  expect(breakdownAlert(moved(on), registry)).toBeNull();
});

it('hands some lines over as a shipment that left when the first truck did', () => {
  const result = step(
    left,
    say({
      type: 'shipment.transferred',
      lines: [part('d3', 30, undefined, 'rice')],
      carrier: 'kelud',
      vehicle: null,
      vehicles: null,
      reason: null,
    }),
  );
  expect(effectsIn(result)).toEqual([
    's departed rice kandang/C>d3:0',
    's.s1 departed rice kandang/C>d3:30',
    's arrived rice kandang/C>d3:0',
  ]);
  if (result.kind !== 'moved') throw new Error();
  expect(result.effects.slice(0, 2).map(({ time }) => time)).toEqual([departed.time, departed.time]);
  expect(result.others).toMatchObject([
    { status: 'in_transit', carrier: 'kelud', lines: [{ commodity: 'rice' }] },
  ]);
});

it('returns what was not received: the demand is open again, the stock is there when it is counted, and once', () => {
  const partly = moved(step(left, receive([part('d2', 40)])));
  const returned = step(
    partly,
    say({ type: 'shipment.returned', lines: null, place: 'gudang', reason: 'Jalan putus' }),
  );
  expect(effectsIn(returned)).toEqual([
    's arrived egg kandang/A>d2:40 kandang/A>d1:0 kandang/B>d1:0',
    's arrived rice kandang/C>d3:0',
  ]);
  const back = moved(returned);
  expect(back.status).toBe('in_transit');
  const counted = step(
    back,
    say({ type: 'shipment.restocked', lines: [part('d1', 140), part('d3', 30, undefined, 'rice')] }, 'dinas'),
  );
  expect(effectsIn(counted)).toEqual([
    's regained egg gudang/A>d1:100 gudang/B>d1:40',
    's regained rice gudang/C>d3:30',
  ]);
  expect(moved(counted).status).toBe('closed');
  expect(step(moved(counted), say({ type: 'shipment.restocked', lines: null }, 'dinas'))).toMatchObject({
    code: 'SHIPMENT_STATE',
  });
});
