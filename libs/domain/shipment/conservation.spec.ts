import * as fc from 'fast-check';
import type { ShipmentFact } from '../ledger/shipment-book.js';
import type { Fact, ShipmentRegained } from '../facts/fact.js';
import { applyFacts, emptyLedger, type Ledger } from '../ledger/index.js';
import type { PlanGap } from '../planning/gap.js';
import { recommended } from './lifecycle.arbitrary.js';
import { step, type StepResult } from './lifecycle.js';
import type { LifecycleEvent } from './lifecycle-event.js';
import { marketOf, minute, morning, service } from './offering.arbitrary.js';
import { proposeOn } from './propose.js';
import type { Shipment, ShipmentLine } from './shipment.js';

/**
 * Goods of two lots through any life of shipments, beside the ledger that hears of it: every base unit is in one of
 * stock, promised, on a truck, received or lost, at every step.
 */

const stock = { A: 1_000, B: 600 } as const;
const total = stock.A + stock.B;
const settings = {
  offerStrategy: undefined,
  changeTolerancePpm: 0,
  changePauseMinutes: 0,
  changeMinutes: 10_080,
};
const base = marketOf([service('brantas')], settings);
const market = {
  ...base,
  registry: {
    ...base.registry,
    commodities: base.registry.commodities.map((each) => ({ ...each, nameId: 'telur', nameEn: 'eggs' })),
  },
};

interface World {
  shipments: Map<string, Shipment>;
  ledger: Ledger;
  now: number;
  serial: number;
}

const inLots = (lines: readonly ShipmentLine[], of: (line: ShipmentLine) => number) =>
  lines.reduce((sum, line) => sum + of(line), 0);

/** Where the units of a shipment are by its own lines. */
function whereabouts({
  status,
  lines,
}: Shipment): Record<'promised' | 'truck' | 'received' | 'back' | 'lost', number> {
  const none = { promised: 0, truck: 0, received: 0, back: 0, lost: 0 };
  if (['cancelled', 'expired', 'withdrawn', 'recommended', 'offered', 'declined'].includes(status))
    return none;
  if (status === 'accepted') return { ...none, promised: inLots(lines, (line) => line.quantity) };
  const isOnTruck = ({ received, returning, regained }: ShipmentLine) =>
    received === undefined || (returning !== undefined && regained === undefined);
  return {
    promised: 0,
    truck: inLots(lines, (line) => (isOnTruck(line) ? line.quantity : 0)),
    received: inLots(lines, (line) => (isOnTruck(line) ? 0 : line.received!)),
    back: inLots(lines, (line) => line.regained ?? 0),
    lost: inLots(lines, (line) =>
      isOnTruck(line) ? 0 : line.quantity - line.received! - (line.regained ?? 0),
    ),
  };
}

const sumOf = (world: World) =>
  [...world.shipments.values()].map(whereabouts).reduce(
    (sum, each) => ({
      promised: sum.promised + each.promised,
      truck: sum.truck + each.truck,
      received: sum.received + each.received,
      back: sum.back + each.back,
      lost: sum.lost + each.lost,
    }),
    { promised: 0, truck: 0, received: 0, back: 0, lost: 0 },
  );

/** What the ledger of the commodity says of the same. */
function ledgerSums({ ledger }: World): {
  onHand: number;
  promised: number;
  truck: number;
  received: number;
} {
  const positions = ledger
    .places()
    .flatMap((place) =>
      place
        .accounts()
        .flatMap((account) => [
          ...account.positions.map(({ quantity }) => quantity),
          -account.takenElsewhere,
        ]),
    );
  const books = ledger.shipments.all();
  const of = (lines: readonly { quantity: number }[]) => lines.reduce((sum, line) => sum + line.quantity, 0);
  return {
    onHand: positions.reduce((sum, quantity) => sum + quantity, 0),
    promised: books.reduce(
      (sum, book) => sum + (book.stage === 'committed' ? of(book.promise!.lines) : 0),
      0,
    ),
    truck: books.reduce((sum, book) => sum + (book.stage === 'departed' ? of(book.departure!.lines) : 0), 0),
    received: books.reduce((sum, book) => sum + (book.stage === 'arrived' ? of(book.arrival!.lines) : 0), 0),
  };
}

function tell(world: World, facts: Partial<ShipmentFact | ShipmentRegained>[]): void {
  applyFacts(
    world.ledger,
    facts.map((fact) => {
      world.serial += 1;
      const id = `fact${world.serial}`;
      const head = { id, eventId: id, source: 'btc', acceptedAt: world.now, hub: 'btc', commodity: 'egg' };
      return { ...head, time: world.now, lane: 'l', commitment: world.serial, ...fact } as Fact;
    }),
  );
}

function take(world: World, result: StepResult): void {
  if (result.kind !== 'moved') return;
  for (const each of [result.shipment, ...(result.others ?? [])]) world.shipments.set(each.shipmentId, each);
  for (const { kind, lines, time, of } of result.effects) {
    const its = world.shipments.get(of ?? result.shipment.shipmentId)!;
    const dates = kind === 'committed' ? { pickupDate: its.pickupDate, arrivalBy: its.arrivalBy } : {};
    tell(world, [
      {
        type: `shipment.${kind}`,
        shipmentId: its.shipmentId,
        lines,
        time,
        ...dates,
      } as Partial<ShipmentFact>,
    ]);
  }
}

/** What a plan would find free: in the lots, and promised to nobody. */
function freeOf(world: World, lot: 'A' | 'B'): number {
  const onHand = world.ledger
    .places()
    .flatMap((place) => place.accounts())
    .flatMap(({ positions }) => positions)
    .filter((position) => position.lot === lot)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const promised = [...world.shipments.values()]
    .filter(({ status }) => status === 'accepted')
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lot === lot)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return onHand - promised;
}

interface Act {
  kind: string;
  pick: number;
  pick2: number;
  lot: 'A' | 'B';
  part: number;
}

const kinds = [
  'plan',
  'accept',
  'wish',
  'yes',
  'no',
  'cancel',
  'load',
  'loadPart',
  'split',
  'merge',
  'stop',
  'transfer',
  'transferPart',
  'return',
  'returnPart',
  'restock',
  'restockPart',
  'receive',
  'receivePart',
];

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...kinds, 'accept', 'accept', 'wish', 'wish', 'yes', 'yes'),
  pick: fc.nat(1_000),
  pick2: fc.nat(1_000),
  lot: fc.constantFrom('A' as const, 'B' as const),
  part: fc.integer({ min: 1, max: 300 }),
});

function perform(world: World, { kind, pick, pick2, lot, part }: Act): void {
  world.now += minute;
  const all = [...world.shipments.values()];
  if (kind === 'plan') {
    const quantity = Math.min(part, freeOf(world, lot));
    if (quantity <= 0 || all.length >= 12) return;
    const shipmentId = `p${all.length}`;
    const line = { ...recommended.lines[0]!, lot, quantity, demandId: `d${pick % 3}` };
    world.shipments.set(shipmentId, { ...recommended, shipmentId, revision: 1, lines: [line] });
    return;
  }
  const shipment = all[pick % Math.max(1, all.length)];
  if (shipment === undefined) return;
  const line = shipment.lines[pick2 % Math.max(1, shipment.lines.length)];
  if (kind === 'accept') {
    // The dispatcher offers only what is free.
    const isThere = shipment.lines.every((each) => freeOf(world, each.lot as 'A') >= each.quantity);
    if (!isThere || shipment.lines.length !== 1) return;
  }
  if (kind === 'wish') {
    if (line === undefined) return;
    const same = shipment.lines.filter((each) => each.lot === line.lot && each.demandId === line.demandId);
    const quantity = same.reduce((sum, each) => sum + each.quantity, 0);
    const gap: PlanGap = {
      shipmentId: shipment.shipmentId,
      lane: 'l',
      moving: shipment.status !== 'accepted',
      commodity: 'egg',
      lotId: `kandang/${line.lot}`,
      demandId: line.demandId,
      quantity,
      wanted: part % quantity || 0,
      code: 'NEED',
    };
    const next = proposeOn(shipment, { gaps: [gap], rows: null }, market, world.now);
    if (next !== null) world.shipments.set(next.shipmentId, next);
    return;
  }
  const alike = all.filter(
    (each) => each !== shipment && each.status === 'accepted' && each.carrier === shipment.carrier,
  );
  const mate = kind === 'merge' ? alike[pick2 % Math.max(1, alike.length)] : shipment;
  if (mate === undefined) return;
  const event = eventOf(world, shipment, kind, line, part, mate);
  if (event === null) return;
  const other = event.type === 'shipment.merged' ? (world.shipments.get(event.with) ?? null) : null;
  take(world, step(shipment, event, other));
}

function eventOf(
  world: World,
  shipment: Shipment,
  kind: string,
  line: ShipmentLine | undefined,
  part: number,
  other: Shipment,
): LifecycleEvent | null {
  world.serial += 1;
  const id = `e${world.serial}`;
  const head = {
    id,
    eventId: id,
    source: shipment.carrier ?? 'brantas',
    time: world.now,
    acceptedAt: world.now,
    shipmentId: shipment.shipmentId,
    hub: 'btc',
    lane: 'l',
  };
  const named =
    line === undefined
      ? []
      : [
          {
            commodity: 'egg',
            demandId: line.demandId,
            location: line.location,
            lot: line.lot,
            quantity: Math.min(part, line.quantity),
            varianceReason: null,
          },
        ];
  const said: Record<string, object> = {
    accept: { type: 'shipment.responded', response: 'accepted', reason: null, vehicle: null },
    yes: { type: 'shipment.answered', changeId: null, answer: 'accepted', reason: null },
    no: { type: 'shipment.answered', changeId: null, answer: 'declined', reason: null },
    cancel: { type: 'shipment.cancelled', reason: 'rusak' },
    load: { type: 'shipment.dispatched', lines: null, vehicle: null },
    loadPart: { type: 'shipment.dispatched', lines: named, vehicle: null, reason: 'penuh' },
    split: { type: 'shipment.split', lines: named, vehicles: null, remaining: null },
    merge: { type: 'shipment.merged', with: other.shipmentId, vehicles: null },
    stop: { type: 'shipment.stopped', reason: 'as patah', place: null, latitude: null, longitude: null },
    transfer: {
      type: 'shipment.transferred',
      lines: null,
      carrier: 'kelud',
      vehicle: 'AE-1',
      vehicles: null,
      reason: null,
    },
    transferPart: {
      type: 'shipment.transferred',
      lines: named,
      carrier: null,
      vehicle: 'AE-2',
      vehicles: null,
      reason: null,
    },
    return: { type: 'shipment.returned', lines: null, place: 'kandang', reason: 'jalan putus' },
    returnPart: { type: 'shipment.returned', lines: named, place: 'gudang', reason: 'jalan putus' },
    restock: { type: 'shipment.restocked', lines: null },
    restockPart: { type: 'shipment.restocked', lines: named },
    receive: { type: 'shipment.received', lines: null },
    receivePart: { type: 'shipment.received', lines: named },
  };
  return { ...head, ...said[kind] } as LifecycleEvent;
}

it('has every base unit in exactly one place at every step, and the ledger agrees', () => {
  const reached = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(act, { minLength: 60, maxLength: 120 }), (acts) => {
      const ledger = emptyLedger('btc', 'egg');
      const world: World = { shipments: new Map(), ledger, now: morning, serial: 0 };
      applyFacts(
        ledger,
        (['A', 'B'] as const).map((lot): Fact => ({
          id: `count${lot}`,
          eventId: `count${lot}`,
          source: 'koperasi',
          time: morning - minute,
          acceptedAt: morning,
          hub: 'btc',
          commodity: 'egg',
          type: 'stock.counted',
          location: 'kandang',
          lot,
          quantity: stock[lot],
          grade: null,
          producedOn: null,
          bestBefore: null,
        })),
      );
      for (const each of acts) {
        const before = world.serial;
        const seen = world.ledger.shipments.all().length;
        perform(world, each);
        if (world.serial > before + 1 || world.ledger.shipments.all().length > seen)
          reached.set(each.kind, (reached.get(each.kind) ?? 0) + 1);
        const own = sumOf(world);
        const theirs = ledgerSums(world);
        // In the lots, promised or not, on trucks, received, or lost on the way: nothing else, and all of it once.
        const where = theirs.onHand + elsewhere(world) + own.truck + own.received + own.lost;
        expect(where).toBe(total);
        expect(theirs.promised).toBe(own.promised);
        expect(theirs.onHand).toBeGreaterThanOrEqual(own.promised);
        // A commodity counts as on its way until every line of it was told, then as what was received.
        expect([theirs.truck, theirs.received]).toEqual(onTheRoad(world));
        for (const { lines } of world.shipments.values())
          for (const { quantity } of lines) expect(quantity).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
  // A walk that never gets anywhere would prove nothing.
  for (const kind of kinds.filter((each) => !['plan', 'wish', 'no', 'stop', 'transfer'].includes(each)))
    expect([kind, (reached.get(kind) ?? 0) > 3]).toEqual([kind, true]);
});

/** What the ledger must take to be on its way, and to have been received, shipment by shipment. */
function onTheRoad(world: World): [number, number] {
  const left = [...world.shipments.values()].filter(({ status }) =>
    ['dispatched', 'in_transit', 'received', 'closed'].includes(status),
  );
  const isOpen = ({ lines }: Shipment) => lines.some(({ received }) => received === undefined);
  return [
    inLots(
      left.filter(isOpen).flatMap(({ lines }) => lines),
      ({ quantity }) => quantity,
    ),
    inLots(
      left.filter((each) => !isOpen(each)).flatMap(({ lines }) => lines),
      ({ received }) => received!,
    ),
  ];
}

/** Brought back to a place that nobody has counted yet: the ledger knows of it when somebody does. */
function elsewhere(world: World): number {
  return [...world.shipments.values()]
    .flatMap(({ lines }) => lines)
    .filter(({ returning }) => returning === 'gudang')
    .reduce((sum, { regained = 0 }) => sum + regained, 0);
}
