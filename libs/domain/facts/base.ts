import { toBaseUnits, type QuantityRange } from '../quantity/convert.js';
import type { Commodity } from '../registry/registry.js';
import type { Desk } from './context.js';
import type { FactBase } from './fact.js';
import type { Decimalish } from './inbound.js';
import { refuse, type Refusal } from './refusal.js';

/** The identity of a fact: the same for every event. */
export function base(event: { id: string }, desk: Desk, about: { hub: string; commodity: string }): FactBase {
  return {
    id: desk.identify(desk.party.code, event.id),
    source: desk.party.code,
    eventId: event.id,
    time: desk.time,
    acceptedAt: desk.acceptedAt,
    hub: about.hub,
    commodity: about.commodity,
  };
}

export function commodityOf(code: string, desk: Desk, path = '/data/commodity'): Commodity | Refusal {
  return desk.directory.commodities.get(code) ?? refuse('COMMODITY_UNKNOWN', path, code);
}

/** A quantity of the event in base units; the refusal points at the number or at its unit. */
export function measure(
  quantity: Decimalish,
  unit: string,
  commodity: Commodity,
  path: string,
  range: QuantityRange = 'zero-or-more',
): number | Refusal {
  const converted = toBaseUnits(quantity, unit, commodity, range);
  if (converted.kind === 'converted') return converted.quantity;
  const { code } = converted;
  const ofUnit = code === 'UNIT_UNKNOWN' || code === 'UNIT_NOT_EXACT';
  return refuse(code, ofUnit ? path.replace(/[^/]+$/, 'unit') : path, ofUnit ? unit : quantity);
}
