import type { Vehicle } from '#domain';

// Payloads and volumes: harddiescargo (CDE, CDD), waresix (reefer), kliklogistics (Fuso, 6-8 t, no volume given).
// Rupiah per kilometre is an assumption.
export const vehicles: Vehicle[] = [
  {
    code: 'CDE',
    name: 'Colt Diesel Engkel',
    payloadGrams: 2_000_000,
    volumeMillilitres: 7_000_000,
    temperatureClasses: ['ambient', 'live'],
    rupiahPerKm: 4_500,
  },
  {
    code: 'CDD',
    name: 'Colt Diesel Double',
    payloadGrams: 4_000_000,
    volumeMillilitres: 15_000_000,
    temperatureClasses: ['ambient', 'live'],
    rupiahPerKm: 6_000,
  },
  {
    code: 'CDD-R',
    name: 'Colt Diesel Double reefer',
    payloadGrams: 4_000_000,
    volumeMillilitres: 14_000_000,
    temperatureClasses: ['ambient', 'chilled', 'frozen'],
    rupiahPerKm: 8_500,
  },
  {
    code: 'FUSO',
    name: 'Fuso',
    payloadGrams: 8_000_000,
    volumeMillilitres: null,
    temperatureClasses: ['ambient', 'live'],
    rupiahPerKm: 8_500,
  },
];
