import { figure, inSentence, percent } from '../planning/figure.js';
import type { Reason } from '../planning/reason.js';
import type { Commodity, Vehicle } from '../registry/registry.js';
import type { Burden } from './burden.js';
import type { Item, Load } from './load.js';
import type { Pickup } from './waiting.js';

const million = 1_000_000n;

/** How full a load makes the vehicle that it fills most, by the tighter of weight and volume. */
export interface Fill {
  /** Its name. */
  vehicle: string;
  /** Parts per million, rounded down; above a million when it does not fit into one. */
  ppm: bigint;
}

/** null when no vehicle carries the class. */
export function fillOf({ temperatureClass, milligrams, microVolume }: Burden, vehicles: readonly Vehicle[]) {
  let fullest: Fill | null = null;
  const able = vehicles.filter(({ temperatureClasses }) => temperatureClasses.includes(temperatureClass));
  for (const { name, payloadGrams, volumeMillilitres } of able) {
    const byWeight = (milligrams * million) / (BigInt(payloadGrams) * 1_000n);
    const byVolume = volumeMillilitres === null ? 0n : microVolume / BigInt(volumeMillilitres);
    const ppm = byWeight > byVolume ? byWeight : byVolume;
    if (fullest === null || ppm > fullest.ppm || (ppm === fullest.ppm && name < fullest.vehicle))
      fullest = { vehicle: name, ppm };
  }
  return fullest;
}

/** A minimum above a whole vehicle means a whole vehicle. */
export function reaches(fill: Fill | null, minimumLoadPpm: number): boolean {
  return fill === null || fill.ppm >= BigInt(Math.min(minimumLoadPpm, 1_000_000));
}

/**
 * What the minimum did to a load: one reason per commodity. Of a pickup below it they add up to the load; of
 * one that is enough, to what came from earlier dates.
 */
export function minimumLoadReasons(
  { items }: Load,
  { pickupDate, rows, moved, isEnough }: Pickup,
  fill: Fill | null,
  minimumLoadPpm: number,
): Reason[] {
  if (fill === null || (isEnough && moved.length === 0)) return [];
  const words = {
    filled: percent(Number(fill.ppm)),
    least: percent(Math.min(minimumLoadPpm, 1_000_000)),
    date: dateInWords(pickupDate),
    vehicle: fill.vehicle,
  };
  const tell = isEnough ? shares : moved.length === rows.length ? waits : leaves;
  const quantities = quantitiesOf(items, isEnough ? moved : null);
  return [...quantities].map(([commodity, quantity]) => ({
    code: 'MINIMUM_LOAD',
    commodity: commodity.code,
    quantity,
    unit: commodity.baseUnit,
    text: tell(goods(quantity, commodity), words),
  }));
}

interface Text {
  id: string;
  en: string;
}

interface Words {
  filled: Text;
  least: Text;
  date: Text;
  vehicle: string;
}

function waits(amount: Text, { filled, least, date, vehicle }: Words): Text {
  return {
    id: `${amount.id} menunggu muatan lain sampai pengambilan ${date.id}: muatannya baru mengisi ${filled.id} ${vehicle}, dan truk sendiri baru berangkat mulai ${least.id}. Sampai tanggal itu barang dan pembelinya masih dapat menunggu.`,
    en: `${amount.en} waits for more until the pickup of ${date.en}: the load fills only ${filled.en} of a ${vehicle} so far, and a truck leaves for it alone from ${least.en}. Until then the goods and the buyer can wait.`,
  };
}

function leaves(amount: Text, { filled, least, vehicle }: Words): Text {
  return {
    id: `${amount.id} tetap berangkat meskipun muatannya hanya mengisi ${filled.id} ${vehicle}, di bawah batas ${least.id}, karena barang atau pembelinya tidak dapat menunggu lebih lama.`,
    en: `${amount.en} travels although the load fills only ${filled.en} of a ${vehicle}, below the minimum of ${least.en}, because the goods or the buyer cannot wait longer.`,
  };
}

function shares(amount: Text, { least }: Words): Text {
  return {
    id: `${amount.id} direncanakan untuk tanggal yang lebih awal, tetapi muatan tanggal itu di bawah batas ${least.id} satu truk, sehingga ikut truk tanggal ini.`,
    en: `${amount.en} was planned for an earlier date, but that date's load was below the minimum of ${least.en} of a truck, so it shares the truck of this one.`,
  };
}

function goods(quantity: number, commodity: Commodity): Text {
  const amount = figure(quantity, commodity);
  return {
    id: `${amount.id} ${inSentence(commodity.nameId)}`,
    en: `${amount.en} of ${inSentence(commodity.nameEn)}`,
  };
}

/** Quantities of a load by commodity: all of it, or as much of it as these rows brought. */
function quantitiesOf(items: readonly Item[], moved: Pickup['moved'] | null): Map<Commodity, number> {
  const brought = new Map<string, number>();
  for (const { commodity, allocation } of moved ?? []) {
    const key = keyOf({ ...allocation, commodity });
    brought.set(key, (brought.get(key) ?? 0) + allocation.quantity);
  }
  const sums = new Map<Commodity, number>();
  for (const { line, commodity } of items) {
    const quantity = moved === null ? line.quantity : Math.min(line.quantity, brought.get(keyOf(line)) ?? 0);
    if (quantity > 0) sums.set(commodity, (sums.get(commodity) ?? 0) + quantity);
  }
  return sums;
}

function keyOf(of: { commodity: string; demandId: string; location: string; lot: string }): string {
  return [of.commodity, of.demandId, of.location, of.lot].join('\n');
}

const months = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

function dateInWords(date: string): Text {
  const [year, month, day] = date.split('-').map(Number);
  return {
    id: `${day} ${months.id[month! - 1]!} ${year}`,
    en: `${day} ${months.en[month! - 1]!} ${year}`,
  };
}
