import fc from 'fast-check';
import { recommended, own } from './lifecycle.arbitrary.js';
import { step } from './lifecycle.js';
import { carriersFor, promisesOn } from './carrier-fit.js';
import { noCarrierAlert } from './no-carrier.js';
import { isLive } from './offer.js';
import { offerChanges } from './offer-changes.js';
import { turnsOf } from './offer-strategy.js';
import { offerDueAt, offerOn } from './offering.js';
import {
  decides,
  marketOf,
  minute,
  morning,
  offerOf,
  onward,
  pickupAt,
  says,
  service,
  told,
} from './offering.arbitrary.js';
import type { Shipment } from './shipment.js';

const three = [service('a', { rupiah: 900 }), service('b', { rupiah: 500 }), service('c', { rupiah: 700 })];
const offersOf = ({ offering }: Shipment) =>
  offering!.offers.map(({ carrier, status }) => `${carrier} ${status}`);

describe('who fits', () => {
  const fit = (change: Parameters<typeof service>[1], shipment = recommended) =>
    carriersFor(shipment, marketOf([service('a', change)]).registry, new Map());

  it.each([
    ['another lane', { lane: 'x' }, ['LANE']],
    ['another class', { temperatureClasses: ['chilled' as const] }, ['CLASS']],
    ['another day', { days: [1, 3, 4, 5, 6, 7] }, ['DAY']],
    ['too few vehicles', { vehicles: {} }, ['CAPACITY']],
    ['another day and too few', { days: [1], vehicles: {} }, ['DAY', 'CAPACITY']],
  ])('not with %s, and says so', (_, change, missing) => {
    expect(fit(change)).toEqual({ candidates: [], missing });
  });

  it('with what was planned, by the started kilogram', () => {
    expect(fit({}).candidates).toEqual([
      { carrier: 'a', vehicles: [{ code: 'CDE', count: 1 }], rupiah: 1_000 },
    ]);
  });

  it('with its own vehicles, as many as weight and volume ask for, by the trip', () => {
    const light = { vehicles: { CDD: 9 }, rupiahPer: 'trip' as const };
    expect(fit(light).candidates).toEqual([
      { carrier: 'a', vehicles: [{ code: 'CDD', count: 3 }], rupiah: 3_000 },
    ]);
    expect(fit({ ...light, vehicles: { CDD: 2 } }).missing).toEqual(['CAPACITY']);
  });

  it('not with vehicles that it has promised for that day already', () => {
    const taken = (shipmentId: string, pickupDate: string): Shipment => ({
      ...recommended,
      shipmentId,
      pickupDate,
      status: 'accepted',
      carrier: 'a',
      vehicles: [{ code: 'CDE', count: 2 }],
    });
    const { registry } = marketOf([service('a')]);
    const others = [taken('x', '2026-11-24')];
    expect(carriersFor(recommended, registry, promisesOn('2026-11-24', others)).missing).toEqual([
      'CAPACITY',
    ]);
    const later = [taken('x', '2026-11-25')];
    expect(carriersFor(recommended, registry, promisesOn('2026-11-24', later)).candidates).toHaveLength(1);
  });

  it('not a carrier that is no party any more', () => {
    const { registry } = marketOf([service('a')]);
    const parties = registry.parties.map((party) => ({ ...party, status: 'planned' as const }));
    expect(carriersFor(recommended, { ...registry, parties }, new Map()).missing).toEqual(['LANE']);
  });
});

describe('the strategies', () => {
  it('cheapest: asks one after the other by price', () => {
    const market = marketOf(three);
    const first = offerOf(market);
    expect(first).toMatchObject({ status: 'offered', carrier: 'b', revision: 4 });
    expect(first.offering!.offers[0]).toMatchObject({
      offerId: 's/4/b',
      rupiah: 500,
      deadline: morning + 60 * minute,
    });
    const second = told(first, says('b', 'declined', morning + minute), market);
    expect(second).toMatchObject({ status: 'offered', carrier: 'c', revision: 7 });
    const third = onward(second, market, morning + 62 * minute);
    expect(offersOf(third)).toEqual(['b declined', 'c expired', 'a open']);
    const taken = told(third, says('a', 'accepted', morning + 63 * minute), market);
    expect(taken).toMatchObject({ status: 'accepted', carrier: 'a', offering: { state: 'ended' } });
  });

  it('round-robin: asks whoever was asked the least', () => {
    const asked = (carrier: string) =>
      onward({ ...recommended, shipmentId: carrier }, marketOf([service(carrier)]), morning);
    const turns = turnsOf([asked('a'), asked('b')]);
    expect(offerOf({ ...marketOf(three, { offerStrategy: 'round-robin' }), turns }).carrier).toBe('c');
  });

  it('first-to-accept: asks all at once, and takes the rest back when one accepts', () => {
    const market = marketOf(three, { offerStrategy: 'first-to-accept' });
    const all = offerOf(market);
    expect(all).toMatchObject({ status: 'offered', carrier: null });
    const fewer = told(all, says('a', 'declined', morning), market);
    expect(offersOf(fewer)).toEqual(['a declined', 'b open', 'c open']);
    expect(fewer.status).toBe('offered');
    const taken = told(fewer, says('c', 'accepted', morning), market);
    expect(offersOf(taken)).toEqual(['a declined', 'b withdrawn', 'c accepted']);
    expect(step(taken, says('b', 'accepted', morning))).toMatchObject({
      kind: 'refused',
      code: 'SHIPMENT_STATE',
      state: 'accepted',
    });
  });
});

describe('time', () => {
  it('asks nobody before the hub wants it to, and then by itself', () => {
    const market = marketOf(three, { offerAheadHours: 24 });
    const opensAt = pickupAt - 24 * 60 * minute;
    const waiting = offerOf(market);
    expect(waiting).toMatchObject({
      status: 'recommended',
      offering: { state: 'next', offers: [], opensAt },
    });
    expect(offerDueAt(waiting)).toBe(opensAt);
    expect(noCarrierAlert(waiting, market.registry)).toBeNull();
    expect(onward(waiting, market, opensAt - 1)).toBe(waiting);
    const asked = onward(waiting, market, opensAt);
    expect(asked).toMatchObject({ status: 'offered', carrier: 'b' });
    expect(asked.offering).not.toHaveProperty('opensAt');
    // Who was asked already goes on being asked, also when the hub comes to want it later.
    const later = marketOf(three, { offerAheadHours: 1 });
    const second = told(asked, says('b', 'declined', opensAt + minute), later);
    expect(second).toMatchObject({ status: 'offered', carrier: 'c' });
  });

  it('bounds a deadline by the pickup, and offers nothing after it', () => {
    const market = marketOf(three, { offerMinutes: 10_000 });
    const first = offerOf(market);
    expect(offerDueAt(first)).toBe(pickupAt + 2_000);
    const over = onward(first, market, pickupAt + 2_001);
    expect(over.offering).toMatchObject({ state: 'nobody', missing: ['TIME'] });
    expect(offerDueAt(over)).toBeNull();
  });

  it('takes an answer at the deadline and refuses one after it, with the state', () => {
    const market = marketOf([service('a')]);
    const first = offerOf(market);
    const { deadline } = first.offering!.offers[0]!;
    expect(step(first, says('a', 'accepted', deadline)).kind).toBe('moved');
    expect(step(first, says('a', 'accepted', deadline + 1))).toMatchObject({
      code: 'OFFER_OVER',
      state: 'offered',
    });
    const back = { ...says('a', 'accepted', deadline + 1), time: deadline - minute };
    expect(step(first, back)).toMatchObject({ code: 'OFFER_OVER' });
    expect(onward(first, market, deadline + 2_000)).toBe(first);
    const gone = onward(first, market, deadline + 2_001);
    expect(step(gone, says('a', 'accepted', deadline + 2))).toMatchObject({
      code: 'OFFER_OVER',
      state: 'recommended',
    });
    expect(step(gone, says('x', 'accepted', deadline + 2))).toMatchObject({ code: 'SHIPMENT_STATE' });
  });
});

describe('a counter-offer', () => {
  const market = marketOf([service('a'), service('b', { rupiah: 2_000 })]);
  const other = { vehicles: [{ code: 'CDD', count: 2 }], pickupDate: '2026-11-26' };
  const asked = told(offerOf(market), says('a', 'countered', morning, other), market);

  it('waits for the hub, and for nobody else', () => {
    expect(asked).toMatchObject({ status: 'offered', carrier: 'a' });
    expect(offerDueAt(asked)).toBe(morning + 30 * minute + 2_000);
    expect(offerChanges(offerOf(market), asked).map(({ kind }) => kind)).toEqual(['countered']);
    expect(step(asked, decides('counter', 'approved', morning, 'a'))).toMatchObject({
      code: 'SHIPMENT_NOT_YOURS',
    });
    expect(step(asked, says('a', 'countered', morning, other))).toMatchObject({
      code: 'COUNTER_NOT_POSSIBLE',
    });
  });

  it('is taken: vehicles and date are the carrier’s, and the promise says so', () => {
    const result = step(asked, decides('counter', 'approved', morning + minute));
    expect(result).toMatchObject({
      shipment: {
        status: 'accepted',
        carrier: 'a',
        pickupDate: '2026-11-26',
        arrivalBy: '2026-11-27',
        vehicles: other.vehicles,
      },
      effects: [{ kind: 'committed' }, { kind: 'committed' }],
    });
  });

  it('is refused by the hub, or by its silence: the next is asked', () => {
    const refused = told(asked, decides('counter', 'refused', morning + minute), market);
    expect(offersOf(refused)).toEqual(['a refused', 'b open']);
    const silent = onward(asked, market, morning + 31 * minute);
    expect(offersOf(silent)).toEqual(['a refused', 'b open']);
    expect(step(asked, decides('counter', 'approved', morning + 31 * minute))).toMatchObject({
      code: 'OFFER_OVER',
    });
  });

  it.each([
    ['that names nothing', { vehicles: null, pickupDate: null }],
    ['of the same date', { vehicles: null, pickupDate: '2026-11-24' }],
    ['of a date that is over', { vehicles: null, pickupDate: '2026-11-20' }],
    ['of a date far away', { vehicles: null, pickupDate: '2026-12-24' }],
  ])('%s is refused', (_, counter) => {
    expect(step(offerOf(market), says('a', 'countered', morning, counter))).toMatchObject({
      code: 'COUNTER_NOT_POSSIBLE',
    });
  });
});

describe('approval', () => {
  const market = marketOf(three, { offerApproval: true });
  const waiting = offerOf(market);

  it('comes before the offer, with a name', () => {
    expect(waiting).toMatchObject({ status: 'recommended', offering: { state: 'approval', offers: [] } });
    expect(step(waiting, says('b', 'accepted', morning))).toMatchObject({ code: 'SHIPMENT_STATE' });
    const approved = told(waiting, decides('offer', 'approved', morning), market);
    expect(approved).toMatchObject({
      status: 'offered',
      carrier: 'b',
      offering: { approval: { by: 'Sri Wahyuni', decision: 'approved' } },
    });
    expect(step(approved, decides('offer', 'approved', morning))).toMatchObject({
      code: 'DECISION_NOT_ASKED',
    });
  });

  it('may be refused, and what is offered may be stopped', () => {
    const held = told(waiting, decides('offer', 'refused', morning), market);
    expect(held).toMatchObject({ status: 'recommended', offering: { state: 'held' } });
    expect(noCarrierAlert(held, market.registry)).toBeNull();
    const open = marketOf(three);
    const stopped = told(offerOf(open), decides('offer', 'refused', morning), open);
    expect(offersOf(stopped)).toEqual(['b withdrawn']);
    expect(offersOf(told(stopped, decides('offer', 'approved', morning), open))).toEqual([
      'b withdrawn',
      'b open',
    ]);
  });

  it('asks everybody once more when nobody was left, a few times', () => {
    const open = marketOf([service('a')]);
    let shipment = told(offerOf(open), says('a', 'declined', morning), open);
    for (let round = 2; round <= 5; round++) {
      expect(shipment.offering!.state).toBe('nobody');
      shipment = told(shipment, decides('offer', 'approved', morning), open);
      expect(shipment).toMatchObject({ status: 'offered', offering: { round } });
      shipment = told(shipment, says('a', 'declined', morning), open);
    }
    expect(step(shipment, decides('offer', 'approved', morning))).toMatchObject({
      code: 'DECISION_NOT_ASKED',
    });
  });
});

it('raises an alert with what is missing, in both languages', () => {
  const market = marketOf([service('a', { days: [1] })]);
  expect(noCarrierAlert(offerOf(market), market.registry)).toMatchObject({
    id: 'NO_CARRIER/btc/s',
    subject: '31',
    text: {
      id: 'Belum ada pengangkut ke DKI Jakarta untuk muatan 24 November 2026 (suhu ruang): tidak ada yang memuat pada hari itu.',
      en: 'No carrier to DKI Jakarta for the load of 24 November 2026 (ambient): none loads on that day of the week.',
    },
  });
  // A carrier that comes later is asked, and the alert is over.
  const found = marketOf([service('a', { days: [1] }), service('b')]);
  const offered = onward(offerOf(market), found, morning + minute);
  expect(offered).toMatchObject({ status: 'offered', carrier: 'b' });
  expect(noCarrierAlert(offered, found.registry)).toBeNull();
});

it('brings an offer up to a new plan, and takes it back from whom it does not fit any more', () => {
  const market = marketOf(three);
  const first = offerOf(market);
  const more: Shipment = {
    ...first,
    status: 'recommended',
    carrier: null,
    lines: first.lines.map((line) => ({ ...line, quantity: line.quantity * 10 })),
  };
  const revised = onward(
    { ...more, vehicles: [] },
    marketOf([three[0]!, { ...three[1]!, vehicles: { CDE: 99 } }]),
    morning,
  );
  expect(revised).toMatchObject({ status: 'offered', carrier: 'b' });
  expect(revised.offering!.offers[0]).toMatchObject({
    status: 'open',
    rupiah: 1_500,
    vehicles: [{ code: 'CDE', count: 15 }],
  });
  expect(offerChanges(first, revised).map(({ kind }) => kind)).toEqual(['offered']);
  expect(offersOf(onward(more, marketOf([three[0]!]), morning))).toEqual(['b withdrawn', 'a open']);
});

it('is open to everybody again when its hub has no strategy any more', () => {
  const open = marketOf(three);
  const { offerStrategy: _, ...hub } = open.hub;
  const free = onward(offerOf(open), { ...open, hub }, morning);
  expect(free).toMatchObject({ status: 'recommended', carrier: null });
  expect(step(free, says('c', 'accepted', morning)).kind).toBe('moved');
  expect(offerOn(recommended, { ...open, hub }, morning)).toBeNull();
});

it('takes back what is offered when the shipment is over', () => {
  const first = offerOf(marketOf(three));
  for (const type of ['shipment.expired', 'shipment.withdrawn'] as const) {
    const result = step(first, own(type));
    if (result.kind !== 'moved') throw new Error(result.kind);
    expect(offersOf(result.shipment)).toEqual(['b withdrawn']);
    expect(offerChanges(first, result.shipment).map(({ kind }) => kind)).toEqual(['closed']);
  }
});

describe('any answers and any time', () => {
  const carriers = ['a', 'b', 'c', 'd'];
  const act = fc.oneof(
    fc.record({
      kind: fc.constant('say' as const),
      who: fc.constantFrom(...carriers),
      response: fc.constantFrom('accepted' as const, 'declined' as const, 'countered' as const),
    }),
    fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 100 }) }),
    fc.record({
      kind: fc.constant('decide' as const),
      about: fc.constantFrom('offer' as const, 'counter' as const),
      decision: fc.constantFrom('approved' as const, 'refused' as const),
    }),
  );
  const strategy = fc.constantFrom('cheapest' as const, 'round-robin' as const, 'first-to-accept' as const);
  const fleet = fc.array(fc.record({ rupiah: fc.integer({ min: 1, max: 3 }), day: fc.boolean() }), {
    maxLength: 4,
  });

  it('end in exactly one carrier or in an alert; one after the other, never two are asked', () => {
    fc.assert(
      fc.property(
        strategy,
        fleet,
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 72 }), { nil: undefined }),
        fc.array(act, { maxLength: 40 }),
        (offerStrategy, its, offerApproval, offerAheadHours, acts) => {
          const services = its.map(({ rupiah, day }, k) =>
            service(carriers[k]!, { rupiah, days: day ? [2] : [1] }),
          );
          const market = marketOf(services, {
            offerStrategy,
            offerApproval,
            ...(offerAheadHours === undefined ? {} : { offerAheadHours }),
          });
          let now = morning;
          let shipment = offerOf(market);
          const seen = (next: Shipment) => {
            const live = next.offering!.offers.filter(isLive);
            if (offerStrategy !== 'first-to-accept') expect(live.length).toBeLessThanOrEqual(1);
            expect(live.length > 0).toBe(next.status === 'offered');
            for (const { deadline } of live) expect(deadline).toBeLessThanOrEqual(pickupAt);
            const taken = next.offering!.offers.filter(({ status }) => status === 'accepted');
            expect(taken.map(({ carrier }) => carrier)).toEqual(
              next.status === 'accepted' ? [next.carrier] : [],
            );
            expect(next.revision).toBeGreaterThanOrEqual(shipment.revision);
            expect(onward(next, market, now)).toBe(next);
            shipment = next;
          };
          for (const each of acts) {
            now += each.kind === 'wait' ? each.minutes * minute : 0;
            if (each.kind === 'wait') {
              seen(onward(shipment, market, now));
              continue;
            }
            const event =
              each.kind === 'say'
                ? says(each.who, each.response, now, {
                    vehicles: [{ code: 'CDD', count: 1 }],
                    pickupDate: null,
                  })
                : decides(each.about, each.decision, now);
            const result = step(shipment, event);
            if (result.kind === 'moved') seen(onward(result.shipment, market, now));
            else if (result.kind === 'refused') expect(result.state).toBe(shipment.status);
          }
          // Nobody says anything any more: time alone ends it.
          if (shipment.offering!.state === 'held' || shipment.offering!.state === 'approval')
            seen(onward(approvedNow(shipment, now), market, now));
          for (let due = offerDueAt(shipment); due !== null; due = offerDueAt(shipment)) {
            now = Math.max(now, due + 1);
            seen(onward(shipment, market, now));
          }
          const alert = noCarrierAlert(shipment, market.registry);
          expect(shipment.status === 'accepted' || alert !== null).toBe(true);
          expect(shipment.status === 'accepted' && alert !== null).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  function approvedNow(shipment: Shipment, now: number): Shipment {
    const result = step(shipment, decides('offer', 'approved', now));
    if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
    return result.shipment;
  }
});
