import { allCommodities } from '../planning/agreement-alerts.js';
import { writtenDate } from '../planning/figure.js';
import type { Alert } from '../planning/plan.js';
import type { Registry } from '../registry/registry.js';
import type { Shipment } from './shipment.js';

/** A truck stands: somebody has to send another one, until the load goes on or back. */
export function breakdownAlert(shipment: Shipment, registry: Registry): Alert | null {
  const { shipmentId, status, hub, destination, pickupDate, journey } = shipment;
  const breakdown = journey?.breakdown;
  if (breakdown === undefined || (status !== 'dispatched' && status !== 'in_transit')) return null;
  const { reason, place } = breakdown;
  const region = registry.regions.find(({ code }) => code === destination)?.name ?? destination;
  const at = place ? ` (${place})` : '';
  const date = writtenDate(pickupDate);
  return {
    id: `BREAKDOWN/${hub}/${shipmentId}`,
    code: 'BREAKDOWN',
    severity: 'critical',
    hub,
    commodity: allCommodities,
    subject: destination,
    text: {
      id: `Kiriman ke ${region}, muatan ${date.id}, berhenti di jalan${at}: ${reason}.`,
      en: `The shipment to ${region}, load of ${date.en}, stands on its way${at}: ${reason}.`,
    },
  };
}
