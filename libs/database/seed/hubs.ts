import type { Hub } from '#domain';

/** The Blitar Trade Center. Hours and horizon are assumptions: settings of the operator. */
export const hubs: Hub[] = [
  {
    code: 'btc',
    nameId: 'Blitar Trade Center',
    nameEn: 'Blitar Trade Center',
    region: '35.72',
    producingRegions: ['35.72', '35.05'],
    timezone: 'Asia/Jakarta',
    pickupHour: 20,
    cutoffHours: 2,
    horizonDays: 14,
    frozenHours: 4,
    tolerancePpm: 2,
    minimumLoadPpm: 300_000,
    estimateDays: 7,
    estimatePpm: 50_000,
  },
];
