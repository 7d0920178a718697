import {
  after,
  cancel,
  dispatch,
  locate,
  offer,
  own,
  part,
  receive,
  recommended,
  respond,
} from './lifecycle.arbitrary.js';
import { step, type StepResult } from './lifecycle.js';
import type { LifecycleEvent } from './lifecycle-event.js';

const refusal = (result: StepResult) =>
  result.kind === 'refused' ? `${result.code} ${result.state}` : result.kind;
const trailOf = (result: StepResult) =>
  result.kind === 'moved' ? result.trail.map(({ status, revision }) => `${status} ${revision}`) : result.kind;
const effectsIn = (result: StepResult) =>
  result.kind === 'moved'
    ? result.effects.map(
        ({ kind, commodity, lines }) =>
          `${kind} ${commodity} ${lines.map((l) => `${l.lotId}>${l.demandId}:${l.quantity}`).join(' ')}`,
      )
    : result.kind;

describe('the usual way', () => {
  it('is accepted, which promises its lines commodity by commodity', () => {
    const yes = { ...respond('accepted'), vehicle: 'AG-1' } as LifecycleEvent;
    const result = step(recommended, yes);
    expect(trailOf(result)).toEqual(['accepted 4']);
    expect(effectsIn(result)).toEqual([
      'committed egg kandang/A>d1:100 kandang/B>d1:50 kandang/A>d2:40',
      'committed rice kandang/C>d3:30',
    ]);
    expect(result).toMatchObject({
      shipment: { carrier: 'brantas', journey: { steps: [yes.id], vehicle: 'AG-1' } },
      effects: [{ time: yes.time }, {}],
    });
  });

  it('leaves, is seen on the road, arrives and is closed', () => {
    const left = step(after(respond('accepted')), { ...dispatch(), vehicle: 'AG-2' } as LifecycleEvent);
    expect(trailOf(left)).toEqual(['dispatched 5']);
    expect(effectsIn(left)).toEqual([
      'departed egg kandang/A>d1:100 kandang/B>d1:50 kandang/A>d2:40',
      'departed rice kandang/C>d3:30',
    ]);
    const way = after(respond('accepted'), dispatch(), locate());
    expect(way).toMatchObject({
      status: 'in_transit',
      revision: 6,
      journey: { position: { latitude: 1, longitude: 2 } },
    });
    const arrived = step(way, receive());
    expect(trailOf(arrived)).toEqual(['received 7', 'closed 8']);
    expect(effectsIn(arrived)).toEqual([
      'arrived egg kandang/A>d1:100 kandang/B>d1:50 kandang/A>d2:40',
      'arrived rice kandang/C>d3:30',
    ]);
    expect(arrived).toMatchObject({
      shipment: { lines: [{ received: 100 }, { received: 50 }, { received: 40 }, { received: 30 }] },
    });
  });

  it('may arrive without ever having been seen', () => {
    expect(trailOf(step(after(respond('accepted'), dispatch()), receive()))).toEqual([
      'received 6',
      'closed 7',
    ]);
  });

  it('is offered to one carrier, which alone may answer', () => {
    const offered = after(offer('brantas'));
    expect(offered).toMatchObject({ status: 'offered', carrier: 'brantas' });
    expect(refusal(step(offered, respond('accepted', 'kelud')))).toBe('SHIPMENT_NOT_YOURS offered');
    expect(trailOf(step(offered, respond('accepted')))).toEqual(['accepted 5']);
    expect(refusal(step(offered, offer('kelud')))).toBe('SHIPMENT_STATE offered');
  });
});

describe('declines', () => {
  it('pass declined and are open again for others, with the decline on record', () => {
    const no = { ...respond('declined'), reason: 'penuh' } as LifecycleEvent;
    const result = step(recommended, no);
    expect(trailOf(result)).toEqual(['declined 4', 'recommended 5']);
    expect(result).toMatchObject({
      trail: [{ carrier: 'brantas' }, { carrier: null }],
      effects: [],
      shipment: { journey: { declines: [{ carrier: 'brantas', time: no.time, reason: 'penuh' }] } },
    });
    expect(trailOf(step(after(no), respond('accepted', 'kelud')))).toEqual(['accepted 6']);
  });

  it('count once per carrier, and an offer can be declined again', () => {
    const once = after(respond('declined'));
    expect(step(once, respond('declined')).kind).toBe('unchanged');
    const offered = step(once, offer('brantas'));
    if (offered.kind !== 'moved') throw new Error();
    const again = step(offered.shipment, respond('declined'));
    expect(again).toMatchObject({
      kind: 'moved',
      shipment: { status: 'recommended', journey: { declines: [{ carrier: 'brantas' }] } },
    });
  });
});

describe('ends without arrival', () => {
  it('cancelling or expiring an accepted shipment frees its lots', () => {
    const accepted = after(respond('accepted'));
    const freed = [
      'released egg kandang/A>d1:100 kandang/B>d1:50 kandang/A>d2:40',
      'released rice kandang/C>d3:30',
    ];
    const cancelled = step(accepted, cancel());
    expect(trailOf(cancelled)).toEqual(['cancelled 5']);
    expect(effectsIn(cancelled)).toEqual(freed);
    expect(cancelled).toMatchObject({ shipment: { journey: { cancellation: 'rusak' } } });
    const expired = step(accepted, own('shipment.expired'));
    expect(trailOf(expired)).toEqual(['expired 5']);
    expect(effectsIn(expired)).toEqual(freed);
  });

  it('what nobody accepted expires or is withdrawn, and frees nothing', () => {
    expect(step(recommended, own('shipment.expired'))).toMatchObject({
      shipment: { status: 'expired' },
      effects: [],
    });
    expect(step(recommended, own('shipment.withdrawn'))).toMatchObject({
      shipment: { status: 'withdrawn', lines: [], vehicles: [], revision: 4 },
      effects: [],
    });
    expect(refusal(step(after(respond('accepted')), own('shipment.withdrawn')))).toBe(
      'SHIPMENT_STATE accepted',
    );
  });

  it('nobody cancels what nobody has, nor what has left', () => {
    expect(refusal(step(recommended, cancel()))).toBe('SHIPMENT_STATE recommended');
    expect(refusal(step(after(respond('accepted')), cancel('kelud')))).toBe('SHIPMENT_NOT_YOURS accepted');
    expect(refusal(step(after(respond('accepted'), dispatch()), cancel()))).toBe('SHIPMENT_STATE dispatched');
  });
});

describe('a dispatch with its own lines', () => {
  const accepted = after(respond('accepted'));

  it('releases what stays behind, before what departs', () => {
    const result = step(accepted, dispatch([part('d1', 120), part('d2', 40, 'A')]));
    expect(effectsIn(result)).toEqual([
      'released egg kandang/B>d1:30',
      'released rice kandang/C>d3:30',
      'departed egg kandang/A>d1:100 kandang/B>d1:20 kandang/A>d2:40',
    ]);
    expect(result).toMatchObject({
      shipment: { lines: [{ quantity: 100 }, { quantity: 20 }, { quantity: 40 }] },
    });
  });

  it('adds up two reports of one line', () => {
    const result = step(accepted, dispatch([part('d1', 60, 'A'), part('d1', 40, 'A')]));
    expect(result).toMatchObject({ shipment: { lines: [{ lot: 'A', quantity: 100 }] } });
  });

  it.each([
    [[part('d1', 101, 'A')], 'SHIPMENT_QUANTITY_OVER accepted'],
    [[part('d1', 151)], 'SHIPMENT_QUANTITY_OVER accepted'],
    [[part('d1', 60, 'A'), part('d1', 41, 'A')], 'SHIPMENT_QUANTITY_OVER accepted'],
    [[part('d9', 1)], 'SHIPMENT_LINE_UNKNOWN accepted'],
    [[part('d1', 1, 'Z')], 'SHIPMENT_LINE_UNKNOWN accepted'],
    [[part('d1', 1, undefined, '__proto__')], 'SHIPMENT_LINE_UNKNOWN accepted'],
    [[part('d1', 0)], 'SHIPMENT_NOTHING_LOADED accepted'],
    [[], 'SHIPMENT_NOTHING_LOADED accepted'],
  ])('refuses %j', (lines, expected) => expect(refusal(step(accepted, dispatch(lines)))).toBe(expected));

  it('says in both languages what is wrong', () => {
    const result = step(accepted, dispatch([part('$&', 1)]));
    expect(result).toMatchObject({
      text: { id: expect.stringContaining('"egg $&"'), en: expect.stringContaining('(accepted)') },
    });
  });
});

describe('receipts', () => {
  const moving = after(respond('accepted'), dispatch());

  it('come in parts: a commodity has arrived when its last line is reported', () => {
    const first = step(moving, receive([part('d2', 40)]));
    expect(trailOf(first)).toEqual(['in_transit 6']);
    expect(effectsIn(first)).toEqual([]);
    if (first.kind !== 'moved') throw new Error();
    const second = step(first.shipment, receive([part('d3', 29, 'C', 'rice')]));
    expect(effectsIn(second)).toEqual(['arrived rice kandang/C>d3:29']);
    if (second.kind !== 'moved') throw new Error();
    const third = step(second.shipment, receive());
    expect(trailOf(third)).toEqual(['received 8', 'closed 9']);
    expect(effectsIn(third)).toEqual(['arrived egg kandang/A>d1:100 kandang/B>d1:50 kandang/A>d2:40']);
  });

  it('record a variance with its reason', () => {
    const broken = { ...part('d1', 90), varianceReason: 'pecah' };
    const result = step(moving, receive([broken, part('d2', 44), part('d3', 30, 'C', 'rice')]));
    expect(result).toMatchObject({
      shipment: {
        status: 'closed',
        lines: [
          { received: 90, varianceReason: 'pecah' },
          { received: 0, varianceReason: 'pecah' },
          { received: 44, varianceReason: 'unspecified' },
          { received: 30 },
        ],
      },
    });
    expect(result.kind === 'moved' && result.shipment.lines[3]).not.toHaveProperty('varianceReason');
  });

  it('allow a tenth more, over the lots of a demand', () => {
    expect(step(moving, receive([part('d1', 165)]))).toMatchObject({
      shipment: { lines: [{ received: 110 }, { received: 55 }, {}, {}] },
    });
    expect(refusal(step(moving, receive([part('d1', 166)])))).toBe('SHIPMENT_QUANTITY_OVER dispatched');
    expect(refusal(step(moving, receive([part('d2', 45)])))).toBe('SHIPMENT_QUANTITY_OVER dispatched');
  });

  it('name lines that are on board and not yet reported', () => {
    const half = after(respond('accepted'), dispatch(), receive([part('d1', 100, 'A')]));
    expect(refusal(step(half, receive([part('d1', 100, 'A')])))).toBe('SHIPMENT_LINE_REPORTED in_transit');
    expect(step(half, receive([part('d1', 50)]))).toMatchObject({
      shipment: { lines: [{ received: 100 }, { received: 50 }, {}, {}] },
    });
    expect(refusal(step(half, receive([part('d9', 1)])))).toBe('SHIPMENT_LINE_UNKNOWN in_transit');
    expect(refusal(step(half, receive([])))).toBe('SHIPMENT_LINE_UNKNOWN in_transit');
  });
});

describe('repeats and disorder', () => {
  it('a repeat changes nothing, in any later state', () => {
    const events = [
      respond('declined'),
      respond('accepted', 'kelud'),
      dispatch(undefined, 'kelud'),
      receive(),
    ];
    for (let done = 1; done <= events.length; done++) {
      const shipment = after(...events.slice(0, done));
      for (const event of events.slice(0, done)) expect(step(shipment, event)).toEqual({ kind: 'unchanged' });
    }
  });

  it('an older position changes nothing', () => {
    const [older, newer] = [locate(), { ...locate(), temperatureCelsius: 4 }];
    const shipment = after(respond('accepted'), dispatch(), newer);
    expect(shipment.journey?.position).toMatchObject({ temperatureCelsius: 4 });
    expect(step(shipment, older).kind).toBe('unchanged');
    expect(step(shipment, newer).kind).toBe('unchanged');
    expect(step(shipment, locate())).toMatchObject({ kind: 'moved', shipment: { revision: 7 } });
  });

  it.each([
    [[], dispatch(), 'SHIPMENT_STATE recommended'],
    [[], locate(), 'SHIPMENT_STATE recommended'],
    [[], receive(), 'SHIPMENT_STATE recommended'],
    [[respond('accepted')], respond('accepted', 'kelud'), 'SHIPMENT_STATE accepted'],
    [[respond('accepted')], dispatch(undefined, 'kelud'), 'SHIPMENT_NOT_YOURS accepted'],
    [[respond('accepted')], receive(), 'SHIPMENT_STATE accepted'],
    [[respond('accepted'), dispatch()], dispatch(), 'SHIPMENT_STATE dispatched'],
    [[respond('accepted'), dispatch()], locate('kelud'), 'SHIPMENT_NOT_YOURS dispatched'],
    [[respond('accepted'), dispatch(), receive()], locate(), 'SHIPMENT_STATE closed'],
    [[respond('accepted'), cancel()], dispatch(), 'SHIPMENT_STATE cancelled'],
  ])('refuses what comes out of order (%#)', (events, event, expected) => {
    expect(refusal(step(after(...events), event))).toBe(expected);
  });

  it('throws for another shipment', () => {
    expect(() => step(recommended, { ...cancel(), shipmentId: 'other' })).toThrow('not s');
  });
});
