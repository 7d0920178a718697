import type { Fact, ShipmentFactLine } from '../facts/fact.js';
import { applyFacts, emptyLedger } from '../ledger/index.js';
import type { Registry } from '../registry/registry.js';
import { figure } from './figure.js';
import { reconcile, type Candidate } from './index.js';
import { DAY, EGG, HOUR, KG, NOW, registry } from './world.arbitrary.js';

/** Hand-made cases in words. Figures are kilograms; a time is told in hours before 24 November 2026, 08:00 in Blitar. */

interface When {
  /** Hours before now; negative is later. */
  ago?: number;
  by?: string;
  id?: string;
}

let made = 0;

function fact(type: Fact['type'], by: string, { ago = 1, id }: When, body: object): Fact {
  const name = id ?? `e${++made}`;
  const base = { id: name, eventId: name, source: by, time: NOW - ago * HOUR, acceptedAt: NOW };
  return { ...base, hub: 'btc', commodity: EGG.code, type, ...body } as Fact;
}

interface Goods extends When {
  at?: string;
  lot?: string;
  grade?: string;
  producedOn?: string;
  bestBefore?: string;
}

const goods = ({ at = 'gudang', lot = 'default', grade, producedOn, bestBefore }: Goods) => ({
  location: at,
  lot,
  grade: grade ?? null,
  producedOn: producedOn ?? null,
  bestBefore: bestBefore ?? null,
});

export const counted = (kg: number, more: Goods = {}): Fact =>
  fact('stock.counted', more.by ?? 'koperasi', more, { ...goods(more), quantity: kg * KG });

export const moved = (
  reason: 'produced' | 'received' | 'withdrawn' | 'wasted',
  kg: number,
  more: Goods = {},
): Fact => fact('stock.moved', more.by ?? 'koperasi', more, { ...goods(more), reason, delta: kg * KG });

export const forecast = (
  kg: number,
  availableFrom: string,
  more: Goods & { forecastId?: string } = {},
): Fact =>
  fact('harvest.forecast', more.by ?? 'koperasi', more, {
    ...goods(more),
    forecastId: more.forecastId ?? 'panen',
    quantity: kg * KG,
    availableFrom,
  });

interface Asking extends When {
  from?: string;
  to?: string;
  priority?: number;
  keeps?: number;
  grade?: string;
  basis?: string;
}

export const asks = (demandId: string, destination: string, kg: number, more: Asking = {}): Fact =>
  fact('demand.declared', more.by ?? 'depok', more, {
    demandId,
    destination,
    quantity: kg * KG,
    windowFrom: more.from ?? '2026-11-24',
    windowTo: more.to ?? '2026-11-28',
    priority: more.priority ?? 5,
    minShelfLifeDays: more.keeps ?? 0,
    grade: more.grade ?? null,
    basis: more.basis ?? 'order',
  });

export const withdraws = (demandId: string, more: When = {}): Fact =>
  fact('demand.withdrawn', more.by ?? 'depok', more, { demandId });

type Line = [lotId: string, demandId: string, kg: number];
const lines = (rows: Line[]): ShipmentFactLine[] =>
  rows.map(([lotId, demandId, kg]) => ({ lotId, demandId, quantity: kg * KG }));

interface Truck extends When {
  shipment?: string;
  lane?: string;
}

const truck = (more: Truck, commitment: number) => ({
  shipmentId: more.shipment ?? 's1',
  lane: more.lane ?? '35.72-32.76-road',
  commitment,
});

export const committed = (rows: Line[], more: Truck = {}): Fact =>
  fact('shipment.committed', 'btc', more, {
    ...truck(more, 1),
    pickupDate: '2026-11-24',
    arrivalBy: '2026-11-25',
    lines: lines(rows),
  });
export const released = (more: Truck = {}): Fact => fact('shipment.released', 'btc', more, truck(more, 2));
export const departed = (rows: Line[], more: Truck = {}): Fact =>
  fact('shipment.departed', 'btc', more, { ...truck(more, 3), lines: lines(rows) });
export const arrived = (rows: Line[], more: Truck = {}): Fact =>
  fact('shipment.arrived', 'btc', more, { ...truck(more, 4), lines: lines(rows) });

export const corrected = (corrects: string, more: When = {}): Fact =>
  fact('fact.corrected', more.by ?? 'koperasi', more, { corrects, reason: 'salah catat' });
export const decided = (confirms: string, decision: 'confirmed' | 'refused', more: When = {}): Fact =>
  fact('fact.confirmed', more.by ?? 'dinas', more, { confirms, decision, reason: 'diperiksa' });

interface Override extends When {
  overrideId?: string;
  location?: string;
  lot?: string;
  demandId?: string;
  lane?: string;
  kg?: number;
  /** Until when it holds, hours after now. */
  hours?: number;
}

export const overrides = (action: 'hold' | 'cap' | 'pin', what: Override): Fact =>
  fact('plan.overridden', 'btc', what, {
    overrideId: what.overrideId ?? 'o',
    action,
    location: what.location ?? null,
    lot: what.lot ?? null,
    demandId: what.demandId ?? null,
    lane: what.lane ?? null,
    quantity: what.kg === undefined ? null : what.kg * KG,
    until: NOW + (what.hours ?? 240) * HOUR,
    reason: 'diperiksa',
    by: 'petugas-1',
  });
export const releases = (overrideId: string, more: When = {}): Fact =>
  fact('plan.released', 'btc', more, { overrideId, reason: 'sudah baik', by: 'petugas-1' });

/** What must come out; only what is named is looked at. Quantities in kilograms. */
interface Then {
  onHand?: Record<string, number>;
  available?: Record<string, number>;
  /** By demand id. */
  need?: Record<string, number>;
  sends?: Record<string, number>;
  /** `<lane> <pickup date> → <arrival date>` of every allocation, without repeats. */
  trips?: string[];
  /** By demand id: its reasons, such as `STOCK 900 kg`. */
  short?: Record<string, string[]>;
  /** By lot id: its reasons. */
  over?: Record<string, string[]>;
  alerts?: string[];
  /** Sentences in Bahasa Indonesia that some alert says. */
  says?: string[];
}

export interface Case {
  given: string;
  when: string;
  then: string;
  facts: Fact[];
  world?: Partial<Registry>;
  /** Hours after 24 November 2026, 08:00. */
  later?: number;
  expect: Then;
}

export function planOf({ facts, world, later = 0 }: Pick<Case, 'facts' | 'world' | 'later'>): Candidate {
  const ledger = emptyLedger('btc', EGG.code);
  applyFacts(ledger, facts);
  return reconcile({ ledger, registry: registry(world), now: NOW + later * HOUR });
}

/** Runs a table of cases; each one's name is its sentence. */
export function check(cases: readonly Case[]): void {
  it.each(cases.map((row) => [`Given ${row.given}, when ${row.when}, then ${row.then}.`, row] as const))(
    '%s',
    (_, row) => {
      expect(seen(planOf(row), row.expect)).toEqual(row.expect);
    },
  );
}

/** The part of the plan that the case names, in the case's own words. */
function seen(plan: Candidate, names: Then): Then {
  const kg = <T>(rows: readonly T[], key: (row: T) => string, of: (row: T) => number) =>
    Object.fromEntries(rows.map((row) => [key(row), of(row) / KG]));
  const told = <T extends { reasons: Candidate['lots'][number]['reasons'] }>(
    rows: readonly T[],
    key: (row: T) => string,
  ) =>
    Object.fromEntries(
      rows.map((row) => [
        key(row),
        row.reasons.map(({ code, quantity }) => `${code} ${figure(quantity!, EGG).id}`),
      ]),
    );
  const all: Required<Then> = {
    onHand: kg(
      plan.lots,
      (lot) => lot.lotId,
      (lot) => lot.onHand,
    ),
    available: kg(
      plan.lots,
      (lot) => lot.lotId,
      (lot) => lot.availableToPromise,
    ),
    need: kg(
      plan.demands,
      (line) => line.demandId,
      (line) => line.netNeed,
    ),
    sends: kg(
      plan.demands,
      (line) => line.demandId,
      (line) => line.allocated,
    ),
    trips: [...new Set(plan.allocations.map((row) => `${row.lane} ${row.pickupDate} → ${row.arrivalBy}`))],
    short: told(plan.demands, (line) => line.demandId),
    over: told(plan.lots, (lot) => lot.lotId),
    alerts: plan.alerts.map(({ code, subject }) => `${code} ${subject}`),
    says: plan.alerts.map(({ text }) => text.id),
  };
  return Object.fromEntries(Object.keys(names).map((name) => [name, all[name as keyof Then]]));
}

export const days = (count: number): number => (count * DAY) / HOUR;
