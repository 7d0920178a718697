import { parseEvent, type ShipmentData } from '#contracts';
import { Carrier } from './carrier.js';
import { carriers } from './cast-figures.js';
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

describe('receivers', () => {
  it('sign for everything, and in about one of twelve trucks for a little less, with a reason', () => {
    const receivers = new Receivers('run', new Random('test'));
    let shorter = 0;
    for (let number = 0; number < 300; number++) {
      const { said, received } = receivers.sign(shipment(number), at(0));
      expect(said.map(({ party }) => party)).toEqual(['pasar-jaya']);
      expect(parseEvent(said[0]!.event).ok).toBe(true);
      const quantity = received.get('pasar-jaya.telur.2026-11-23')!;
      expect(quantity).toBeGreaterThan(7_500_000);
      if (quantity < 8_000_000) shorter++;
    }
    expect(shorter).toBeGreaterThan(8);
    expect(shorter).toBeLessThan(50);
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
