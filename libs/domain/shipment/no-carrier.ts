import { writtenDate } from '../planning/figure.js';
import { allCommodities } from '../planning/agreement-alerts.js';
import type { Alert } from '../planning/plan.js';
import type { Registry } from '../registry/registry.js';
import type { Missing } from './offer.js';
import type { Shipment } from './shipment.js';

const whats: Readonly<Record<Missing, { id: string; en: string }>> = {
  LANE: { id: 'tidak ada pengangkut di jalur ini', en: 'no carrier serves this lane' },
  CLASS: { id: 'tidak ada yang membawa kelas suhu ini', en: 'none carries this temperature class' },
  DAY: { id: 'tidak ada yang memuat pada hari itu', en: 'none loads on that day of the week' },
  CAPACITY: { id: 'kendaraan yang bebas tidak cukup', en: 'too few vehicles are free' },
  ANSWER: { id: 'semua yang ditawari tidak menyanggupi', en: 'nobody who was asked accepted' },
  TIME: { id: 'waktu muat sudah lewat', en: 'its pickup time has passed' },
};

const classes: Readonly<Record<string, { id: string; en: string }>> = {
  ambient: { id: 'suhu ruang', en: 'ambient' },
  chilled: { id: 'dingin', en: 'chilled' },
  frozen: { id: 'beku', en: 'frozen' },
  live: { id: 'hidup', en: 'live' },
};

/** Nobody carries a shipment: what an officer should know of it, with what is missing; null while somebody may. */
export function noCarrierAlert(shipment: Shipment, registry: Registry): Alert | null {
  const { shipmentId, status, hub, destination, pickupDate, temperatureClass, offering } = shipment;
  if (status !== 'recommended' || offering?.state !== 'nobody') return null;
  const region = registry.regions.find(({ code }) => code === destination)?.name ?? destination;
  const date = writtenDate(pickupDate);
  const of = classes[temperatureClass] ?? { id: temperatureClass, en: temperatureClass };
  const why = (language: 'id' | 'en') =>
    (offering.missing ?? []).map((missing) => whats[missing][language]).join('; ');
  return {
    id: `NO_CARRIER/${hub}/${shipmentId}`,
    code: 'NO_CARRIER',
    severity: 'warning',
    hub,
    commodity: allCommodities,
    subject: destination,
    text: {
      id: `Belum ada pengangkut ke ${region} untuk muatan ${date.id} (${of.id}): ${why('id')}.`,
      en: `No carrier to ${region} for the load of ${date.en} (${of.en}): ${why('en')}.`,
    },
  };
}
