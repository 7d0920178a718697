import { dateAt } from '../format/time.js';
import type { Report } from './joining.js';

export type Side = 'demand' | 'supply' | 'carriage';

/** What a party is asked to show tells what it is to the hub. */
export function sideOf({ checks }: Pick<Report, 'checks'>): Side {
  const asked = new Set(checks.map(({ code }) => code));
  if (asked.has('DEMAND_DECLARED')) return 'demand';
  return asked.has('STOCK_COUNTED') ? 'supply' : 'carriage';
}

interface Asking {
  party: string;
  /** Region or place that it speaks for. */
  where: string;
  shipment: string;
  now: number;
  side: Side;
}

/** What a party might say first, to be changed into its own words: all that its checklist asks for. */
export function sampleFor({ party, where, shipment, now, side }: Asking): string {
  const day = (days: number): string => dateAt(now, days);
  const time = new Date(now - 60_000).toISOString();
  // Another try is other events: an id is used for one content only.
  const name = `coba-${Math.floor(now / 1000).toString(36)}`;
  const event = (number: number, type: string, data: object): object => ({
    specversion: '1.0',
    id: `${name}-${number}`,
    source: `urn:lumbung:party:${party}`,
    type: `lumbung.${type}.v1`,
    time,
    data,
  });
  return JSON.stringify(eventsOf[side]({ event, day, where, shipment, name }), null, 2);
}

interface Telling {
  event: (number: number, type: string, data: object) => object;
  day: (days: number) => string;
  where: string;
  shipment: string;
  name: string;
}

const eventsOf: Record<Side, (telling: Telling) => object[]> = {
  demand: ({ event, day, where, name }) => {
    const declared = {
      demandId: name,
      destination: where,
      commodity: 'egg.chicken',
      quantity: 40,
      unit: 'peti',
      window: { from: day(1), to: day(6) },
      basis: 'order',
    };
    const first = event(1, 'demand.declared', declared);
    return [
      first,
      first,
      event(2, 'demand.declared', { ...declared, quantity: 55 }),
      event(3, 'demand.withdrawn', { demandId: name, reason: 'coba' }),
    ];
  },
  supply: ({ event, where, name }) => {
    const lot = { location: where, commodity: 'egg.chicken', unit: 'peti' };
    const first = event(1, 'stock.counted', { ...lot, quantity: 40 });
    return [
      first,
      first,
      event(2, 'stock.moved', { ...lot, delta: 5, reason: 'produced' }),
      event(3, 'fact.corrected', { corrects: { id: `${name}-1` }, reason: 'coba' }),
    ];
  },
  carriage: ({ event, shipment }) => {
    const first = event(1, 'shipment.responded', { shipmentId: shipment, response: 'accepted' });
    return [
      first,
      first,
      event(2, 'shipment.dispatched', { shipmentId: shipment, vehicle: 'AG-8123-UK' }),
      event(3, 'shipment.located', { shipmentId: shipment, latitude: -7.25, longitude: 111.12 }),
    ];
  },
};
