import { allCommodities } from '../planning/agreement-alerts.js';
import { figure, inSentence } from '../planning/figure.js';
import type { Alert } from '../planning/plan.js';
import type { Registry } from '../registry/registry.js';
import type { Shipment } from './shipment.js';

const moving: ReadonlySet<string> = new Set(['dispatched', 'in_transit']);

/** A truck on the road carries more than is wanted by now: an officer may sell it elsewhere, call it back, or let it be. */
export function planChangedAlert(shipment: Shipment, registry: Registry): Alert | null {
  const { shipmentId, status, hub, destination, note } = shipment;
  if (!moving.has(status) || note === undefined) return null;
  const told = note.flatMap(({ commodity: code, quantity }) => {
    const commodity = registry.commodities.find((each) => each.code === code);
    return commodity === undefined ? [] : [{ commodity, amount: figure(quantity, commodity) }];
  });
  const region = registry.regions.find(({ code }) => code === destination)?.name ?? destination;
  const idPart = told
    .map(({ commodity, amount }) => `${amount.id} ${inSentence(commodity.nameId)}`)
    .join(', ');
  const enPart = told
    .map(({ commodity, amount }) => `${amount.en} of ${inSentence(commodity.nameEn)}`)
    .join(', ');
  return {
    id: `PLAN_CHANGED/${hub}/${shipmentId}`,
    code: 'PLAN_CHANGED',
    severity: 'warning',
    hub,
    commodity: allCommodities,
    subject: destination,
    text: {
      id: `Kiriman ${shipmentId} ke ${region} sudah di jalan, tetapi ${idPart} tidak diminta lagi. Kirimannya tidak diubah.`,
      en: `Shipment ${shipmentId} to ${region} is on the road, but ${enPart} is no longer asked for. The shipment is not changed.`,
    },
  };
}
