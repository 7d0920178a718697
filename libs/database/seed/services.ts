import type { CarrierService } from '#domain';
import { lanes } from './lanes.js';
import { vehicles } from './vehicles.js';

interface Fleet {
  carrier: string;
  vehicles: Record<string, number>;
  temperatureClasses: CarrierService['temperatureClasses'];
  days: number[];
  modes: string[];
  /** Of what a truck of the registry costs for the kilometres there and back, in per cent. */
  pricePercent: number;
}

// Every figure here is an assumption: no carrier publishes its fleet or its price on these lanes.
const fleets: Fleet[] = [
  {
    carrier: 'koperasi-angkutan-blitar',
    vehicles: { CDE: 10, CDD: 12 },
    temperatureClasses: ['ambient', 'live'],
    days: [1, 2, 3, 4, 5, 6],
    modes: ['road'],
    pricePercent: 90,
  },
  {
    carrier: 'brantas-logistik',
    vehicles: { CDE: 8, CDD: 16, FUSO: 24 },
    temperatureClasses: ['ambient', 'live'],
    days: [1, 2, 3, 4, 5, 6, 7],
    modes: ['road', 'road+ferry', 'road+sea'],
    pricePercent: 100,
  },
  {
    carrier: 'nusantara-reefer',
    vehicles: { 'CDD-R': 16 },
    temperatureClasses: ['ambient', 'chilled', 'frozen'],
    days: [1, 2, 3, 4, 5, 6, 7],
    modes: ['road', 'road+ferry', 'road+sea'],
    pricePercent: 110,
  },
];

export const services: CarrierService[] = fleets.flatMap(({ modes, pricePercent, ...fleet }) =>
  lanes
    .filter(({ mode }) => modes.includes(mode))
    .map(({ id, hub, roadKm, rupiahPerTonne }) => {
      const trucks = vehicles.filter(({ code }) => fleet.vehicles[code] !== undefined);
      const dearest = Math.max(...trucks.map(({ rupiahPerKm }) => rupiahPerKm));
      // By the kilogram over sea, where the fare is by weight; by the trip on land.
      const isLand = roadKm !== null && !id.includes('ferry') && !id.includes('sea');
      const whole = isLand ? dearest * roadKm : Math.ceil(rupiahPerTonne / 1_000);
      return {
        ...fleet,
        lane: id,
        hub,
        rupiah: Math.round((whole * pricePercent) / 100),
        rupiahPer: isLand ? ('trip' as const) : ('kilogram' as const),
      };
    }),
);
