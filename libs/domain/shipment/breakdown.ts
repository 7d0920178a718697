import { allCommodities } from '../planning/agreement-alerts.js';
import type { Alert } from '../planning/plan.js';
import type { Shipment } from './shipment.js';

/** A truck stands: somebody has to send another one, until the load goes on or back. */
export function breakdownAlert(shipment: Shipment): Alert | null {
  const { shipmentId, status, hub, destination, journey } = shipment;
  const breakdown = journey?.breakdown;
  if (breakdown === undefined || (status !== 'dispatched' && status !== 'in_transit')) return null;
  const { reason, place, latitude, longitude } = breakdown;
  const where = place ?? (latitude === undefined ? null : `${latitude}, ${longitude}`);
  return {
    id: `BREAKDOWN/${hub}/${shipmentId}`,
    code: 'BREAKDOWN',
    severity: 'critical',
    hub,
    commodity: allCommodities,
    subject: destination,
    text: {
      id: `Kiriman ${shipmentId} berhenti di jalan${where === null ? '' : ` (${where})`}: ${reason}.`,
      en: `Shipment ${shipmentId} stands on its way${where === null ? '' : ` (${where})`}: ${reason}.`,
    },
  };
}
