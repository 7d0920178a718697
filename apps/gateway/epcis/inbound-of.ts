import type { Shipment } from '#domain';
import { word, type EpcisEvent, type QuantityElement } from './epcis-event.js';
import { lotUri, partsOf } from './identifiers.js';

/** What we are told in an EPCIS event of somebody, in our own words; null: it is kept, and tells us nothing new. */
export interface Told {
  type: 'dispatched' | 'received';
  /** Absent: everything, as planned or as shipped. */
  lines?: object[];
}

const steps: Record<string, Told['type']> = { shipping: 'dispatched', receiving: 'received' };

/** The shipment that an event names as a transaction, as its unit or as what it is about. */
export function shipmentNamed(event: EpcisEvent): string | null {
  const uris = [
    ...(event.bizTransactionList ?? []).map(({ bizTransaction }) => bizTransaction),
    ...(event.parentID === undefined ? [] : [event.parentID]),
    ...(event.epcList ?? []),
  ];
  return uris.map((uri) => partsOf(uri, 'shipment')?.[0]).find((id) => id !== undefined) ?? null;
}

/** @returns a text: what cannot be read in it */
export function toldBy(event: EpcisEvent, shipment: Shipment): Told | string | null {
  const type = steps[word(event.bizStep) ?? ''];
  if (type === undefined || event.action === 'DELETE' || event.errorDeclaration !== undefined) return null;
  const listed = event.quantityList ?? [];
  if (listed.length === 0) return { type };
  const lines = listed.map((element) => linesOf(element, shipment));
  const fault = lines.find((each) => typeof each === 'string');
  return fault === undefined ? { type, lines: lines.flat() as object[] } : (fault as string);
}

const sizes: Record<string, Record<string, number>> = {
  g: { KGM: 1_000, GRM: 1, TNE: 1_000_000 },
  ml: { LTR: 1_000, MLT: 1 },
  piece: { H87: 1, EA: 1 },
};
const units: Record<string, string> = { g: 'GRM', ml: 'MLT', piece: 'H87' };

/** A lot's quantity, spread over the needs that it is for, in their order; what is over goes to the last. */
function linesOf({ epcClass, quantity, uom }: QuantityElement, { lines }: Shipment): object[] | string {
  const its = lines.filter((line) => lotUri(line) === epcClass && line.received === undefined);
  const [first] = its;
  if (!first) return `${epcClass} is no open lot of this shipment`;
  if (quantity === undefined) return `${epcClass} has no quantity`;
  const size = uom === undefined && first.unit === 'piece' ? 1 : sizes[first.unit]?.[uom ?? ''];
  if (size === undefined) return `${uom ?? 'a count'} is no unit of ${epcClass}`;
  let left = Math.round(quantity * size);
  if (Math.abs(left - quantity * size) > 1e-6) return `${quantity} ${uom ?? ''} is no whole ${first.unit}`;
  return its.map(({ commodity, location, lot, demandId, quantity: planned, unit }, n) => {
    const taken = n === its.length - 1 ? left : Math.min(left, planned);
    left -= taken;
    return { commodity, location, lot, demandId, quantity: String(taken), unit: units[unit] };
  });
}
