import type { Reason } from '../planning/reason.js';
import type { Lane } from '../registry/registry.js';

/** Says when a lane is planned with what its trips really took, and with how much more or less than is registered. */
export function leadTimeReasons({ observedLateHours, observedTrips, leadHoursLate, id }: Lane): Reason[] {
  if (observedLateHours === undefined || observedLateHours === leadHoursLate) return [];
  const trips = observedTrips ?? 0;
  return [
    {
      code: 'LEAD_TIME_OBSERVED',
      text: {
        id: `Jalur ${id} direncanakan dengan ${observedLateHours} jam, bukan ${leadHoursLate} jam: dari ${trips} perjalanan terakhir, 90% tiba dalam waktu itu.`,
        en: `Lane ${id} is planned with ${observedLateHours} hours instead of ${leadHoursLate}: of its last ${trips} trips 90% arrived within that.`,
      },
    },
  ];
}
