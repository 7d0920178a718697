import { parseEvent, type ShipmentData } from '#contracts';
import { Carrier } from './carrier.js';
import { carriers } from './cast-figures.js';
import { HubDesk, type OfferedShipment } from './hub-desk.js';
import { Random } from './random.js';
import { Receivers } from './receiver.js';
import { Stage } from './stage.js';
import { hourMs, type Now, type Utterance } from './utterance.js';

const startMs = Date.parse('2026-11-23T05:00:00+07:00');
const at = (seconds: number): Now => ({ wallMs: startMs + seconds * 1000, day: 0, hourMs: hourMs / 144 });

function shipment(number: number, rest: Partial<ShipmentData> = {}): ShipmentData {
  return {
    shipmentId: `35.72-31-road.2026-11-23.ambient.${number}`,
    revision: 1,
    status: 'recommended',
    hub: 'btc',
    lane: '35.72-31-road',
    origin: '35.72',
    destination: '31',
    pickupDate: '2026-11-23',
    arrivalBy: '2026-11-24',
    temperatureClass: 'ambient',
    carrier: null,
    vehicles: [{ code: 'FUSO', count: 1 }],
    lines: [
      {
        commodity: 'egg.chicken',
        lot: 'blok-1',
        location: 'kandang-ponggok',
        demandId: 'pasar-jaya.telur.2026-11-23',
        quantity: 8_000_000,
        unit: 'g',
      },
    ],
    planVersion: 'btc:egg.chicken:1',
    reasons: [],
    ...rest,
  };
}

interface ReceivedLine {
  quantity: number;
  variances?: { kind: string; quantity: number }[];
}
const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0);
const company = () => new Carrier(carriers[0]!, 'run', new Random('test'));

/** Lets time pass second by second and gathers what is said. */
function pass(carrier: Carrier, from: number, to: number): Utterance[] {
  const said: Utterance[] = [];
  for (let second = from; second <= to; second++) said.push(...carrier.act(at(second)).said);
  return said;
}

describe('a carrier', () => {
  it('answers every offer once; about a tenth is declined, with a reason', () => {
    const carrier = company();
    for (let number = 0; number < 200; number++) carrier.hear(shipment(number), at(0));
    const answers = pass(carrier, 0, 600).map(
      ({ event }) => event.data as { shipmentId: string; response: string },
    );
    expect(new Set(answers.map(({ shipmentId }) => shipmentId)).size).toBe(200);
    const declined = answers.filter(({ response }) => response === 'declined').length;
    expect(declined).toBeGreaterThan(8);
    expect(declined).toBeLessThan(40);
  });

  it('leaves alone what it cannot carry and what others have', () => {
    const carrier = company();
    carrier.hear(shipment(1, { temperatureClass: 'frozen' }), at(0));
    carrier.hear(shipment(2, { carrier: 'brantas-logistik', status: 'offered' }), at(0));
    carrier.hear(shipment(3, { destination: '32.75' }), at(0));
    carrier.hear(shipment(4), at(0));
    carrier.hear(shipment(4, { status: 'accepted', carrier: 'brantas-logistik' }), at(1));
    carrier.hear(shipment(5), at(0));
    carrier.hear(shipment(5, { status: 'withdrawn' }), at(1));
    expect(pass(carrier, 0, 600)).toEqual([]);
  });

  it('lets a shipment of a later day wait for its day, and loads tomorrow’s once today is planned', () => {
    const carrier = company();
    carrier.hear(shipment(1, { pickupDate: '2026-11-24' }), at(0));
    expect(pass(carrier, 0, 600)).toEqual([]);
    const evening = 14 * 3600;
    carrier.hear(shipment(1, { pickupDate: '2026-11-24' }), at(evening));
    expect(pass(carrier, evening, evening + 600)).toHaveLength(1);
  });

  it('does not drive for a handful', () => {
    const carrier = company();
    const lines = [{ ...shipment(1).lines[0]!, quantity: 3_000 }];
    carrier.hear(shipment(1, { lines }), at(0));
    expect(pass(carrier, 0, 600)).toEqual([]);
    carrier.hear(shipment(1, { revision: 2 }), at(601));
    expect(pass(carrier, 601, 700)).toHaveLength(1);
  });

  it('waits for a plan that still changes, but not for ever', () => {
    const carrier = company();
    carrier.hear(shipment(1), at(0));
    let answered = 0;
    for (let second = 1; second < 300 && answered === 0; second++) {
      carrier.hear(shipment(1, { revision: second }), at(second));
      if (carrier.act(at(second)).said.length > 0) answered = second;
    }
    expect(answered).toBeGreaterThan(10);
    expect(answered).toBeLessThan(200);
  });

  it('loads, drives and arrives, in that order and with events that the contract allows', () => {
    const carrier = company();
    const mine = shipment(7, { status: 'accepted', carrier: carrier.profile.party });
    expect(carrier.hear(mine, at(0))).toEqual([{ kind: 'promised', shipment: mine }]);
    const said: Utterance[] = [];
    const effects: string[] = [];
    for (let second = 0; second < 900; second++) {
      const act = carrier.act(at(second));
      said.push(...act.said);
      effects.push(...act.effects.map(({ kind }) => kind));
    }
    expect(effects).toEqual(['loaded', 'arrived']);
    expect(said[0]!.event.type).toBe('lumbung.shipment.dispatched.v1');
    expect(said.slice(1).map(({ event }) => event.type)).toEqual(
      Array(11).fill('lumbung.shipment.located.v1'),
    );
    // It reports from the gate before anybody signs.
    expect(said.at(-1)!.event.data).toMatchObject({ latitude: -6.2088, longitude: 106.8456 });
    for (const { event } of said) expect(parseEvent(event).ok).toBe(true);
    const west = said.slice(1).map(({ event }) => (event.data as { longitude: number }).longitude);
    expect([...west].sort((a, b) => b - a)).toEqual(west);
  });

  it('goes on with a truck that was on the road when the play was interrupted', () => {
    const carrier = company();
    carrier.hear(shipment(8, { status: 'in_transit', carrier: carrier.profile.party }), at(0));
    const kinds: string[] = [];
    for (let second = 0; second < 900; second++)
      kinds.push(...carrier.act(at(second)).effects.map(({ kind }) => kind));
    expect(kinds).toEqual(['arrived']);
  });

  it('gives goods back when a shipment ends before it left', () => {
    const carrier = company();
    const mine = shipment(9, { status: 'accepted', carrier: carrier.profile.party });
    carrier.hear(mine, at(0));
    const gone = { ...mine, status: 'cancelled' as const };
    expect(carrier.hear(gone, at(1))).toEqual([{ kind: 'released', shipment: mine }]);
    expect(carrier.busy).toBe(0);
  });

  it('forgets a trip that nobody closes', () => {
    const carrier = company();
    carrier.hear(shipment(10, { status: 'accepted', carrier: carrier.profile.party }), at(0));
    pass(carrier, 0, 1_200);
    expect(carrier.busy).toBe(0);
  });
});

describe('a carrier that is asked by name', () => {
  const asked = (number: number, rest: Partial<ShipmentData> = {}) =>
    shipment(number, { status: 'offered', carrier: carriers[1]!.party, ...rest });
  const brantas = () => {
    const carrier = new Carrier(carriers[1]!, 'run', new Random('test'));
    carrier.areOffersMade = true;
    return carrier;
  };

  it('answers within the time that it has: mostly yes, else no, with other vehicles, or not at all', () => {
    const carrier = brantas();
    for (let number = 0; number < 300; number++) carrier.hear(asked(number), at(0));
    const said = pass(carrier, 0, 180);
    for (const { event } of said) expect(parseEvent(event)).toMatchObject({ ok: true });
    const answers = said.map(({ event }) => event.data as { response: string; vehicles?: object[] });
    const share = (response: string) => answers.filter((answer) => answer.response === response).length / 300;
    expect(share('declined')).toBeGreaterThan(0.05);
    expect(share('countered')).toBeGreaterThan(0.03);
    expect(share('accepted')).toBeGreaterThan(0.6);
    expect(answers.length).toBeLessThan(300);
    expect(answers.length).toBeGreaterThan(260);
    expect(answers.find(({ response }) => response === 'countered')!.vehicles).toEqual([
      { code: 'CDD', count: 2 },
    ]);
    expect(pass(carrier, 181, 400)).toEqual([]);
  });

  it('takes nothing that it was not offered, and says no to a handful', () => {
    const carrier = brantas();
    carrier.hear(shipment(1), at(0));
    carrier.hear(asked(2, { carrier: 'nusantara-reefer' }), at(0));
    carrier.hear(asked(3, { lines: [{ ...shipment(1).lines[0]!, quantity: 3_000 }] }), at(0));
    const answers = pass(carrier, 0, 300).map(({ event }) => event.data as object);
    expect(answers).toMatchObject([{ response: 'declined', shipmentId: shipment(3).shipmentId }]);
  });

  it('answers a proposal for change once, and loads what was agreed on', () => {
    const answers: string[] = [];
    for (let number = 0; number < 60; number++) {
      const carrier = brantas();
      const mine = asked(number, { status: 'accepted' });
      carrier.hear(mine, at(0));
      const changeId = `${mine.shipmentId}/5/change`;
      const change = { changeId, status: 'open' } as NonNullable<ShipmentData['change']>;
      carrier.hear({ ...mine, change }, at(0));
      carrier.hear({ ...mine, change }, at(1));
      const said = pass(carrier, 0, 30).filter(({ event }) => event.type.includes('answered'));
      for (const { event } of said) expect(parseEvent(event)).toMatchObject({ ok: true });
      expect(said.length).toBeLessThanOrEqual(1);
      answers.push(...said.map(({ event }) => (event.data as { answer: string }).answer));
      const fewer = { ...mine, lines: [{ ...mine.lines[0]!, quantity: 1_000_000 }] };
      const effects = carrier.hear(fewer, at(0));
      if (effects.length > 0) expect(effects.map(({ kind }) => kind)).toEqual(['released', 'promised']);
    }
    expect(new Set(answers)).toEqual(new Set(['accepted', 'declined']));
  });

  it('now and then leaves some behind, breaks down, and hands over', () => {
    const seen = new Map<string, number>();
    for (let number = 0; number < 150; number++) {
      const carrier = brantas();
      const mine = asked(number, { status: 'accepted' });
      carrier.hear(mine, at(0));
      const effects: string[] = [];
      let loaded = 0;
      for (let second = 0; second < 1_200; second++) {
        const act = carrier.act(at(second));
        for (const { kind, shipment: its } of act.effects) {
          effects.push(kind);
          if (kind !== 'arrived') loaded += sum(its.lines.map(({ quantity }) => quantity));
        }
        for (const { event } of act.said) {
          expect(parseEvent(event)).toMatchObject({ ok: true });
          seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
        }
      }
      // Nothing is loaded twice or forgotten.
      if (effects.includes('loaded')) expect(loaded).toBe(8_000_000);
      if (effects.includes('released')) seen.set('left behind', (seen.get('left behind') ?? 0) + 1);
    }
    const times = (what: string) => seen.get(what) ?? 0;
    expect(times('lumbung.shipment.stopped.v1')).toBeGreaterThan(1);
    expect(times('lumbung.shipment.transferred.v1')).toBe(times('lumbung.shipment.stopped.v1'));
    expect(times('left behind')).toBeGreaterThan(1);
    expect(times('lumbung.shipment.cancelled.v1')).toBeGreaterThan(0);
  });
});

describe('the desk of offers', () => {
  const offered = (number: number, rest: Partial<OfferedShipment> = {}): OfferedShipment => ({
    shipment: { shipmentId: `s${number}` },
    state: 'offered',
    round: 1,
    offers: [{ offerId: `s${number}/4/brantas-logistik`, carrier: 'brantas-logistik', status: 'countered' }],
    ...rest,
  });

  it('answers each counter-offer once, mostly with yes, by the name of somebody', () => {
    const desk = new HubDesk('btc', 'run', new Random('test'));
    const all = Array.from({ length: 100 }, (_, number) => offered(number));
    const said = desk.look(all, at(0));
    expect(desk.look(all, at(2))).toEqual([]);
    for (const { event, party } of said) {
      expect(party).toBe('btc');
      expect(parseEvent(event)).toMatchObject({ ok: true });
    }
    const approved = said.filter(({ event }) => (event.data as { decision: string }).decision === 'approved');
    expect(said.length).toBeGreaterThan(75);
    expect(said.length).toBeLessThan(100);
    expect(approved.length).toBeGreaterThan(said.length / 2);
    expect(approved.length).toBeLessThan(said.length);
  });

  it('asks everybody once more where nobody said yes, and not without end', () => {
    const desk = new HubDesk('btc', 'run', new Random('test'));
    const nobody = (round: number, missing: string[]) =>
      offered(1, { state: 'nobody', round, missing, offers: [] });
    expect(desk.look([nobody(1, ['CAPACITY'])], at(0))).toEqual([]);
    expect(desk.look([nobody(1, ['ANSWER'])], at(0))).toHaveLength(1);
    expect(desk.look([nobody(1, ['ANSWER'])], at(2))).toEqual([]);
    expect(desk.look([nobody(2, ['ANSWER'])], at(4))).toHaveLength(1);
    expect(desk.look([nobody(3, ['ANSWER'])], at(6))).toEqual([]);
  });
});

describe('receivers', () => {
  it('sign for everything, and in about one of twelve trucks for a little less, with a reason', () => {
    const receivers = new Receivers('run', new Random('test'));
    let shorter = 0;
    let thrownAway = 0;
    for (let number = 0; number < 300; number++) {
      const { said, received } = receivers.sign(shipment(number), at(0));
      expect(new Set(said.map(({ party }) => party))).toEqual(new Set(['pasar-jaya']));
      for (const { event } of said) expect(parseEvent(event)).toMatchObject({ ok: true });
      const [{ lines } = {}] = said.map(({ event }) => event.data as { lines?: ReceivedLine[] });
      const variances = (lines ?? []).flatMap((line) => line.variances ?? []);
      for (const line of lines ?? [])
        expect(line.quantity + sum((line.variances ?? []).map((each) => each.quantity))).toBe(8_000_000);
      const held = variances.filter(({ kind }) => kind !== 'short').length;
      thrownAway += said.length - 1;
      expect(said.length - 1).toBeLessThanOrEqual(held);
      const quantity = received.get('pasar-jaya.telur.2026-11-23')!;
      expect(quantity).toBeGreaterThan(7_500_000);
      if (quantity < 8_000_000) shorter++;
    }
    expect(shorter).toBeGreaterThan(8);
    expect(shorter).toBeLessThan(50);
    expect(thrownAway).toBeGreaterThan(0);
  });

  it('say nothing where nobody is connected', () => {
    const lines = [{ ...shipment(1).lines[0]!, demandId: 'stranger' }];
    const { said } = new Receivers('run', new Random('test')).sign(
      shipment(1, { destination: '64.72', lines }),
      at(0),
    );
    expect(said).toEqual([]);
  });
});

describe('the stage', () => {
  it('takes from the farm what the truck loads, and counts it for the city when it arrives', () => {
    const stage = new Stage(7, 'run');
    stage.theatre.open(at(0));
    const farm = stage.theatre.producerAt('kandang-ponggok', 'egg.chicken')!;
    const city = stage.theatre.cities.find(
      ({ profile }) => profile.party === 'pasar-jaya' && profile.word === 'telur',
    )!;
    const [onHand, outstanding] = [farm.onHand, city.outstanding];
    const carrier = stage.carriers[0]!;
    stage.hear(carrier, shipment(7, { status: 'accepted', carrier: carrier.profile.party }), at(0));
    for (let second = 0; second < 900; second++) stage.roads(at(second));
    expect(farm.onHand).toBe(onHand - 8_000_000);
    expect(city.outstanding).toBeLessThan(outstanding);
  });
});
