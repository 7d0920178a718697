import { lotIdOf } from '../ledger/lot-id.js';
import { addDays, dayNumber } from '../planning/calendar.js';
import { figure, inSentence } from '../planning/figure.js';
import type { PlanGap } from '../planning/gap.js';
import type { Commodity, Registry, Vehicle } from '../registry/registry.js';
import type { Burden } from './burden.js';
import { canHold } from './fit.js';
import type { ChangeProposal, ChangeReason } from './change.js';
import { burdenOf } from './load.js';
import type { PlannedAllocation } from './open-allocations.js';
import type { Shipment, ShipmentLine } from './shipment.js';

/** What the plan would have of one accepted shipment. */
export interface Wish {
  /** Of this shipment, every commodity. */
  gaps: readonly PlanGap[];
  /** Planned for its lane and still free: what fits on its vehicles may join it; null where the hub asks for no more. */
  rows: readonly PlannedAllocation[] | null;
}

export type Target = Pick<ChangeProposal, 'kind' | 'lines' | 'pickupDate' | 'arrivalBy' | 'reasons'>;

const shiftDaysMax = 14;

/** The shipment as the plan would have it now; null when that is how it is, or too little to ask for. */
export function targetOf(
  shipment: Shipment,
  { gaps, rows }: Wish,
  registry: Registry,
  tolerancePpm: number,
): Target | null {
  const fresh = gaps.filter((gap) => !gap.moving && isOf(gap, shipment));
  const shift = shiftOf(shipment, fresh);
  if (shift !== null)
    return {
      kind: 'date',
      lines: shipment.lines,
      pickupDate: addDays(shipment.pickupDate, shift),
      arrivalBy: addDays(shipment.arrivalBy, shift),
      reasons: fresh.map((gap) => reasonOf(gap, gap.quantity, shipment, registry)),
    };
  const { pickupDate, arrivalBy } = shipment;
  const less = shipment.lines.map((line) => ({ ...line, quantity: leftOf(line, fresh) }));
  const added = rows === null ? [] : additionsTo({ ...shipment, lines: less }, rows, registry);
  const lines = joined([...less.filter(({ quantity }) => quantity > 0), ...added]);
  if (!isWorthIt(shipment, less, added, tolerancePpm)) return null;
  const more = added.map((line) => ({ ...line, code: 'MORE' as const }));
  const reasons = [
    ...fresh.map((gap) => reasonOf(gap, gap.quantity - gap.wanted, shipment, registry)),
    ...more.map((line) => reasonOf(line, line.quantity, shipment, registry)),
  ];
  const taken = less.some((line, k) => line.quantity < shipment.lines[k]!.quantity);
  const kind = lines.length === 0 ? 'cancel' : added.length === 0 ? 'reduce' : taken ? 'replace' : 'increase';
  return { kind, lines, pickupDate, arrivalBy, reasons };
}

/** What it would carry more than it does, by line. */
export function additionsOf(shipment: Shipment, target: Pick<Target, 'lines'>): ShipmentLine[] {
  return target.lines.flatMap((line) => {
    const before = shipment.lines
      .filter((each) => sameLine(each, line))
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return line.quantity > before ? [{ ...line, quantity: line.quantity - before }] : [];
  });
}

/** A gap says something only of the lines that it was reckoned from: a plan may not know the newest ones yet. */
export function isOf(gap: PlanGap, { shipmentId, lines }: Shipment): boolean {
  if (gap.shipmentId !== shipmentId) return false;
  const carried = lines
    .filter((line) => isLineOf(line, gap))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return carried === gap.quantity;
}

function isLineOf(line: ShipmentLine, { commodity, lotId, demandId }: PlanGap): boolean {
  return (
    line.commodity === commodity && line.demandId === demandId && lotIdOf(line.location, line.lot) === lotId
  );
}

/** Lines of one lot and demand are one line, but for what a person has divided: the first of them keeps what is wanted. */
function leftOf(line: ShipmentLine, gaps: readonly PlanGap[]): number {
  const gap = gaps.find((each) => isLineOf(line, each));
  return gap === undefined ? line.quantity : Math.min(line.quantity, gap.wanted);
}

/** By how many days all of it would have to move, where every line is wanted on other dates; null where it would not help. */
function shiftOf(shipment: Shipment, gaps: readonly PlanGap[]): number | null {
  const windows = shipment.lines.map(
    (line) => gaps.find((gap) => gap.code === 'WINDOW' && isLineOf(line, gap))?.window,
  );
  if (windows.length === 0 || windows.some((window) => window === undefined)) return null;
  const arrival = dayNumber(shipment.arrivalBy);
  const from = Math.max(...windows.map((window) => dayNumber(window!.from))) - arrival;
  const to = Math.min(...windows.map((window) => dayNumber(window!.to))) - arrival;
  const shift = from > 0 ? from : to;
  return from <= to && Math.abs(shift) <= shiftDaysMax ? shift : null;
}

/** Rows of its date that fit on its vehicles beside what it carries, whole ones in their order. */
function additionsTo(
  shipment: Shipment,
  rows: readonly PlannedAllocation[],
  registry: Registry,
): ShipmentLine[] {
  const added: ShipmentLine[] = [];
  for (const { commodity: code, allocation } of rows) {
    const { pickupDate, latestPickup, location, lot, demandId, quantity } = allocation;
    const onDay = pickupDate <= shipment.pickupDate && shipment.pickupDate <= latestPickup;
    const commodity = registry.commodities.find((each) => each.code === code);
    if (!onDay || quantity === 0 || commodity?.temperatureClass !== shipment.temperatureClass) continue;
    const line = { commodity: code, lot, location, demandId, quantity, unit: commodity.baseUnit };
    if (fitsOn(shipment, [...shipment.lines, ...added, line], registry)) added.push(line);
  }
  return added;
}

function fitsOn({ vehicles }: Shipment, lines: readonly ShipmentLine[], registry: Registry): boolean {
  const trucks = vehicles.flatMap(({ code, count }) => {
    const vehicle = registry.vehicles.find((each) => each.code === code);
    return vehicle === undefined ? [] : Array.from({ length: count }, () => vehicle);
  });
  const items = lines
    .filter(({ quantity }) => quantity > 0)
    .map((line) => ({ line, commodity: commodityOf(line.commodity, registry) }));
  if (trucks.length === 0 || items.length === 0) return trucks.length > 0;
  const burden = burdenOf(items);
  const able = trucks.map((vehicle) => ({ vehicle, milligrams: takes(vehicle, burden) }));
  const total = able.reduce((sum, { milligrams }) => sum + milligrams, 0n);
  return burden.milligrams <= total && canHold(able, burden);
}

/** What a vehicle takes of such a mix, by weight and by volume. */
function takes({ payloadGrams, volumeMillilitres }: Vehicle, { milligrams, microVolume }: Burden): bigint {
  const byWeight = BigInt(payloadGrams) * 1_000n;
  if (volumeMillilitres === null || microVolume === 0n) return byWeight;
  const byVolume = (BigInt(volumeMillilitres) * 1_000_000n * milligrams) / microVolume;
  return byVolume < byWeight ? byVolume : byWeight;
}

function isWorthIt(
  { lines }: Shipment,
  less: readonly ShipmentLine[],
  added: readonly ShipmentLine[],
  tolerancePpm: number,
): boolean {
  const sum = (rows: readonly ShipmentLine[]): bigint =>
    rows.reduce((total, { quantity }) => total + BigInt(quantity), 0n);
  const changed = sum(lines) - sum(less) + sum(added);
  return changed > 0n && changed * 1_000_000n > BigInt(tolerancePpm) * sum(lines);
}

function joined(lines: readonly ShipmentLine[]): ShipmentLine[] {
  const all: ShipmentLine[] = [];
  for (const line of lines) {
    const k = all.findIndex((each) => sameLine(each, line));
    if (k < 0) all.push(line);
    else all[k] = { ...all[k]!, quantity: all[k]!.quantity + line.quantity };
  }
  return all;
}

function sameLine(a: ShipmentLine, b: ShipmentLine): boolean {
  return (
    a.commodity === b.commodity && a.demandId === b.demandId && a.location === b.location && a.lot === b.lot
  );
}

function commodityOf(code: string, { commodities }: Registry): Commodity {
  const commodity = commodities.find((each) => each.code === code);
  if (!commodity) throw new Error(`Commodity ${code} is not in the registry`);
  return commodity;
}

const whys: Readonly<Record<ChangeReason['code'], { id: string; en: string }>> = {
  NEED: { id: 'permintaannya berkurang', en: 'is no longer asked for' },
  STOCK: { id: 'tidak ada lagi di gudang', en: 'is no longer in store' },
  WINDOW: { id: 'diminta pada tanggal lain', en: 'is wanted on other dates' },
  MORE: { id: 'masih muat di kendaraan ini', en: 'still fits on these vehicles' },
};

function reasonOf(
  { code, commodity: of, demandId }: Pick<ChangeReason, 'code' | 'commodity' | 'demandId'>,
  quantity: number,
  { lines }: Shipment,
  registry: Registry,
): ChangeReason {
  const commodity = commodityOf(of, registry);
  const told = figure(quantity, commodity);
  const why = whys[code];
  const unit = lines.find((line) => line.commodity === of)?.unit ?? commodity.baseUnit;
  return {
    code,
    commodity: of,
    demandId,
    quantity,
    unit,
    text: {
      id: `${told.id} ${inSentence(commodity.nameId)} ${why.id}.`,
      en: `${told.en} of ${inSentence(commodity.nameEn)} ${why.en}.`,
    },
  };
}
