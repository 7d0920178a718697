import type { Names } from '../api/names.js';
import type { Language } from '../format/language.js';
import { formatQuantity, quantityParts } from '../format/quantity.js';
import { formatNumber } from '../format/number.js';
import type { LiveEvent } from '../live/event.js';

export type EventGroup = 'facts' | 'plans';

export interface Description {
  /** Key of the title below `event/`. */
  title: string;
  group: EventGroup;
  /** Short parts, most telling first: commodity, quantity, place, state. */
  parts: string[];
  /** Key of a word for what happened (`status/…`, `moved/…`), or null. */
  word: string | null;
  /** Name of who said it; null for what the system itself answers. */
  by: string | null;
}

const known = new Set([
  'stock.counted',
  'stock.moved',
  'harvest.forecast',
  'demand.declared',
  'demand.withdrawn',
  'price.observed',
  'shipment.responded',
  'shipment.dispatched',
  'shipment.located',
  'shipment.received',
  'shipment.disposed',
  'shipment.cancelled',
  'fact.corrected',
  'fact.confirmed',
  'shipment.recommended',
  'shipment.updated',
  'shipment.withdrawn',
  'balance.updated',
  'alert.raised',
  'alert.cleared',
]);

/** One live event in a person's words, from whatever of its data is there; of `count` alike only what they share. */
export function describe(event: LiveEvent, names: Names, language: Language, count = 1): Description {
  const { kind, source } = event;
  const fact = source.startsWith('urn:lumbung:party:');
  return {
    title: known.has(kind) ? kind : 'other',
    group: fact ? 'facts' : 'plans',
    parts: partsOf(event, names, language)
      .filter((part) => part !== '')
      .slice(0, count > 1 ? 1 : undefined),
    word: wordOf(kind, event.data),
    by: fact ? names.party(source) : null,
  };
}

function partsOf({ kind, data, commodity }: LiveEvent, names: Names, language: Language): string[] {
  const unit = text(data['unit']) || names.unitOf(commodity);
  const amount = (value: unknown): string =>
    typeof value === 'number' ? formatQuantity(value, unit, language, { commodity }) : '';
  const named = commodity ? names.commodity(commodity) : '';
  if (kind.startsWith('shipment.')) return shipmentParts(data, names);
  if (kind.startsWith('alert.')) return [bilingual(data['text'], language) || text(data['code'])];
  if (kind === 'balance.updated') return [named, names.region(text(data['region'])), gap(data, amount)];
  if (kind === 'price.observed')
    return [named, price(data['price'], unit, commodity, language), names.place(text(data['market']))];
  const place = text(data['location']) || text(data['destination']);
  return [named, amount(data['quantity'] ?? data['delta']), place && names.place(place)];
}

/** Facts about a shipment name it only by its id, which begins with its lane. */
const lanePattern = /^([\d.]+)-([\d.]+)-/;

function shipmentParts(data: Record<string, unknown>, names: Names): string[] {
  const lane = lanePattern.exec(text(data['shipmentId']));
  const origin = text(data['origin']) || (lane?.[1] ?? '');
  const destination = text(data['destination']) || (lane?.[2] ?? '');
  const lines = Array.isArray(data['lines']) ? (data['lines'] as Record<string, unknown>[]) : [];
  const commodities = [...new Set(lines.map((line) => text(line['commodity'])).filter(Boolean))];
  const route = destination ? `${names.region(origin)} → ${names.region(destination)}` : '';
  const revision = typeof data['revision'] === 'number' ? `r${data['revision']}` : '';
  return [
    route || text(data['shipmentId']),
    commodities.slice(0, 2).map(names.commodity).join(', '),
    revision,
  ];
}

function gap(data: Record<string, unknown>, amount: (value: unknown) => string): string {
  if (Number(data['shortfall']) > 0) return `−${amount(data['shortfall'])}`;
  return Number(data['surplus']) > 0 ? `+${amount(data['surplus'])}` : '';
}

/** Facts carry rupiah per million base units; people buy by the kilogram, litre or piece. */
function price(perMillion: unknown, unit: string, commodity: string, language: Language): string {
  if (typeof perMillion !== 'number') return '';
  const base = unit === 'piece' ? 1 : 1_000;
  const per = unit === 'ml' ? 'l' : quantityParts(base, unit, language, { commodity }).unit;
  return `Rp\u00a0${formatNumber((perMillion * base) / 1_000_000, language)}${per && `/${per}`}`;
}

function wordOf(kind: string, data: Record<string, unknown>): string | null {
  if (kind === 'stock.moved') return `moved/${text(data['reason'])}`;
  if (kind === 'shipment.responded') return `response/${text(data['response'])}`;
  if (kind === 'shipment.updated') return `status/${text(data['status'])}`;
  return null;
}

function bilingual(value: unknown, language: Language): string {
  return text((value as Record<string, unknown> | null)?.[language]);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
