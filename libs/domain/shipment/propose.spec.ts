import type { PlanGap } from '../planning/gap.js';
import {
  after,
  cancel,
  dispatch,
  locate,
  own,
  receive,
  recommended,
  respond,
} from './lifecycle.arbitrary.js';
import { step } from './lifecycle.js';
import type { ShipmentAnswered } from './lifecycle-event.js';
import { marketOf, minute, morning, service } from './offering.arbitrary.js';
import type { PlannedAllocation } from './open-allocations.js';
import { planChangedAlert } from './plan-changed.js';
import { changeDueAt, proposeOn, type Wish } from './propose.js';
import type { Shipment, ShipmentStatus } from './shipment.js';

const base = marketOf([service('brantas')], { changeMinutes: 60, changePauseMinutes: 30 });
const names = { egg: ['telur', 'eggs'], rice: ['beras', 'rice'] } as const;
const market = {
  ...base,
  registry: {
    ...base.registry,
    vehicles: [
      { code: 'CDE', payloadGrams: 1_000, volumeMillilitres: null, temperatureClasses: ['ambient'] },
    ],
    commodities: base.registry.commodities.map((commodity) => ({
      ...commodity,
      nameId: names[commodity.code as 'egg'][0],
      nameEn: names[commodity.code as 'egg'][1],
    })),
  } as unknown as typeof base.registry,
};

const gap = (wanted: number, change: Partial<PlanGap> = {}): PlanGap => ({
  shipmentId: 's',
  lane: 'l',
  moving: false,
  commodity: 'egg',
  lotId: 'kandang/A',
  demandId: 'd1',
  quantity: 100,
  wanted,
  code: 'NEED',
  ...change,
});
const others = [
  { lotId: 'kandang/B', demandId: 'd1', quantity: 50 },
  { lotId: 'kandang/A', demandId: 'd2', quantity: 40 },
  { lotId: 'kandang/C', demandId: 'd3', quantity: 30, commodity: 'rice' },
];
const everything = (change: Partial<PlanGap>): PlanGap[] => [
  gap(0, change),
  ...others.map((other) => gap(0, { ...other, ...change })),
];
const row = (quantity: number, lot = 'N', demandId = 'd9'): PlannedAllocation => ({
  commodity: 'egg',
  planVersion: 'btc:egg:2',
  allocation: {
    lotId: `kandang/${lot}`,
    location: 'kandang',
    lot,
    demandId,
    destination: '31',
    quantity,
    lane: 'l',
    pickupDate: '2026-11-24',
    latestPickup: '2026-11-24',
    arrivalBy: '2026-11-25',
  },
});
const wish = (gaps: PlanGap[], rows: PlannedAllocation[] | null = null): Wish => ({ gaps, rows });
const next = (shipment: Shipment, of: Wish, now = morning): Shipment =>
  proposeOn(shipment, of, market, now) ?? shipment;
const last = ({ changes }: Shipment) => changes?.at(-1);
let serial = 0;
const answer = (said: 'accepted' | 'declined', at: number, source = 'brantas'): ShipmentAnswered => ({
  id: `a${++serial}`,
  eventId: `a${serial}`,
  source,
  time: at,
  acceptedAt: at,
  shipmentId: 's',
  hub: 'btc',
  lane: 'l',
  type: 'shipment.answered',
  changeId: null,
  answer: said,
  reason: null,
});

const states: Record<ShipmentStatus, Shipment> = {
  recommended,
  offered: { ...recommended, status: 'offered', carrier: 'brantas' },
  declined: { ...recommended, status: 'declined', carrier: 'brantas' },
  accepted: after(respond('accepted')),
  dispatched: after(respond('accepted'), dispatch()),
  in_transit: after(respond('accepted'), dispatch(), locate()),
  received: { ...after(respond('accepted'), dispatch(), receive()), status: 'received' },
  closed: after(respond('accepted'), dispatch(), receive()),
  expired: after(respond('accepted'), own('shipment.expired')),
  withdrawn: after(own('shipment.withdrawn')),
  cancelled: after(respond('accepted'), cancel()),
};

const later = { from: '2026-11-27', to: '2026-11-28' };
const meetings = {
  less: [wish([gap(60)]), 'reduce'],
  'no stock': [wish([gap(60, { code: 'STOCK' })]), 'reduce'],
  more: [wish([], [row(70)]), 'increase'],
  other: [wish([gap(0, { code: 'STOCK' })], [row(100, 'N', 'd1')]), 'replace'],
  date: [wish(everything({ code: 'WINDOW', window: later })), 'date'],
  nothing: [wish(everything({})), 'cancel'],
  'less on the road': [wish([gap(60, { moving: true })]), null],
} as const;

describe('a new plan meets a shipment', () => {
  for (const [status, shipment] of Object.entries(states) as [ShipmentStatus, Shipment][])
    for (const [meeting, [of, kind]] of Object.entries(meetings)) {
      const moves = status === 'dispatched' || status === 'in_transit';
      const expected =
        status === 'accepted' && kind !== null
          ? `proposes ${kind}`
          : moves && kind === null
            ? 'notes'
            : 'nothing';
      it(`${status}, ${meeting}: ${expected}`, () => {
        const met = next(shipment, of);
        const { changes: _changes, note, revision: _revision, ...rest } = met;
        const { changes: _none, note: _old, revision: _before, ...before } = shipment;
        // Whatever it is, what was accepted stays as it is.
        expect(rest).toEqual(before);
        const does =
          last(met)?.status === 'open'
            ? `proposes ${last(met)!.kind}`
            : note !== undefined
              ? 'notes'
              : 'nothing';
        expect(does).toBe(expected);
        expect(met.revision).toBe(shipment.revision + (does === 'nothing' ? 0 : 1));
        expect(proposeOn(met, of, market, morning)).toBeNull();
        expect(planChangedAlert(met, market.registry) !== null).toBe(does === 'notes');
      });
    }
});

describe('a proposal', () => {
  const accepted = states.accepted;
  const less = wish([gap(60)]);

  it('says what it would be, why, and until when', () => {
    const change = last(next(accepted, less))!;
    expect(change).toMatchObject({
      changeId: `s/${accepted.revision + 1}/change`,
      deadline: morning + 60 * minute,
      lines: [{ lot: 'A', demandId: 'd1', quantity: 60 }, {}, {}, {}],
      reasons: [{ code: 'NEED', commodity: 'egg', demandId: 'd1', quantity: 40 }],
    });
    expect(last(next(accepted, meetings.date[0]))).toMatchObject({
      pickupDate: '2026-11-26',
      arrivalBy: '2026-11-27',
    });
  });

  it('changes nothing until its carrier says yes, and then what is promised', () => {
    const proposed = next(accepted, less);
    expect(step(proposed, answer('accepted', morning, 'kelud'))).toMatchObject({
      code: 'SHIPMENT_NOT_YOURS',
    });
    const yes = step(proposed, answer('accepted', morning + minute));
    expect(yes).toMatchObject({
      shipment: {
        status: 'accepted',
        lines: [{ quantity: 60 }, {}, {}, {}],
        changes: [{ status: 'accepted' }],
      },
      effects: [
        { kind: 'committed', commodity: 'egg', lines: [{ quantity: 60 }, {}, {}] },
        { kind: 'committed', commodity: 'rice' },
      ],
    });
    const no = step(proposed, answer('declined', morning + minute));
    expect(no).toMatchObject({
      shipment: { lines: accepted.lines, changes: [{ status: 'declined' }] },
      effects: [],
    });
    const late = step(proposed, answer('accepted', morning + 61 * minute));
    expect(late).toMatchObject({ code: 'CHANGE_OVER', state: 'accepted' });
  });

  it('to cancel frees everything, one to drop a commodity frees that one', () => {
    const gone = step(next(accepted, meetings.nothing[0]), answer('accepted', morning));
    expect(gone).toMatchObject({
      shipment: { status: 'cancelled' },
      effects: [{ kind: 'released' }, { kind: 'released' }],
    });
    const noRice = next(accepted, wish([gap(0, { ...others[2] })]));
    expect(step(noRice, answer('accepted', morning))).toMatchObject({
      effects: [
        { kind: 'released', commodity: 'rice' },
        { kind: 'committed', commodity: 'egg' },
      ],
    });
  });

  it('is withdrawn when the plan does not want it any more, or the truck leaves', () => {
    const proposed = next(accepted, less);
    expect(last(next(proposed, wish([]), morning + minute))).toMatchObject({ status: 'withdrawn' });
    const left = step(proposed, dispatch());
    expect(left).toMatchObject({ shipment: { status: 'dispatched', changes: [{ status: 'withdrawn' }] } });
    // A plan that moves by a little leaves the question as it is.
    expect(proposeOn(proposed, wish([gap(58)]), market, morning + minute)).toBeNull();
    expect(last(next(proposed, wish([gap(20)]), morning + minute))).toMatchObject({ status: 'withdrawn' });
  });

  it('expires with no change, and is not asked again; another one is, after a pause', () => {
    const proposed = next(accepted, less);
    expect(changeDueAt(proposed)).toBe(morning + 60 * minute + 2_000);
    const at = morning + 61 * minute;
    const expired = next(proposed, less, at);
    expect(expired).toMatchObject({ lines: accepted.lines, changes: [{ status: 'expired' }] });
    expect(changeDueAt(expired, 30)).toBe(at + 30 * minute);
    expect(proposeOn(expired, less, market, at + 90 * minute)).toBeNull();
    expect(proposeOn(expired, wish([gap(20)]), market, at + 29 * minute)).toBeNull();
    expect(last(next(expired, wish([gap(20)]), at + 30 * minute))).toMatchObject({ status: 'open' });
  });

  it('is not made below the tolerance, of lines that a plan did not know, or after the pickup', () => {
    expect(proposeOn(accepted, wish([gap(90)]), market, morning)).toBeNull();
    expect(proposeOn(accepted, wish([gap(60, { quantity: 90 })]), market, morning)).toBeNull();
    expect(proposeOn(accepted, less, market, Date.parse('2026-11-24T23:00:00Z'))).toBeNull();
  });

  it('asks for no more than fits', () => {
    expect(last(next(accepted, wish([], [row(700)])))).toMatchObject({ kind: 'increase' });
    expect(proposeOn(accepted, wish([], [row(800)]), market, morning)).toBeNull();
  });

  it('ends in few proposals, whatever the plan says', () => {
    let shipment = accepted;
    for (let k = 0; k < 240; k++) shipment = next(shipment, wish([gap((k * 37) % 95)]), morning + k * minute);
    expect(shipment.revision).toBeLessThan(accepted.revision + 20);
  });
});
