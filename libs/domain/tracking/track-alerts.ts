import { allCommodities } from '../planning/agreement-alerts.js';
import { DAY_MS, instantOf, localDate } from '../planning/calendar.js';
import type { Text } from '../planning/figure.js';
import type { Alert } from '../planning/plan.js';
import type { Registry } from '../registry/registry.js';
import type { Shipment } from '../shipment/shipment.js';
import { isOnRoad } from './follow.js';

const minuteMs = 60_000;
const zones: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/**
 * What the receiving city and the hub should know of a shipment on the road before they notice it themselves: that it
 * will be late and why, that nothing is heard of it, that it was too warm or too cold. None once it has ended.
 */
export function trackAlerts(shipment: Shipment, registry: Registry): Alert[] {
  const { shipmentId, hub, destination, tracking } = shipment;
  if (tracking === undefined || !isOnRoad(shipment)) return [];
  const region = registry.regions.find(({ code }) => code === destination);
  const timezone = region?.timezone ?? 'Asia/Jakarta';
  const alertOf = (code: Alert['code'], severity: Alert['severity'], text: Text): Alert => ({
    id: `${code}/${hub}/${shipmentId}`,
    code,
    severity,
    hub,
    commodity: allCommodities,
    subject: destination,
    text,
  });
  const to = `${shipmentId} → ${region?.name ?? destination}`;
  return [
    ...(tracking.lateMinutes === undefined
      ? []
      : [alertOf('SHIPMENT_LATE', 'warning', lateText(shipment, to, timezone))]),
    ...(tracking.silentSince === undefined
      ? []
      : [alertOf('SHIPMENT_SILENT', 'warning', silentText(to, tracking.silentSince, timezone))]),
    ...(tracking.excursions === undefined
      ? []
      : [alertOf('TEMPERATURE_EXCURSION', 'critical', warmText(shipment, to, timezone))]),
  ];
}

function lateText({ arrivalBy, tracking }: Shipment, to: string, timezone: string): Text {
  const { estimate, lateMinutes = 0, silentSince } = tracking!;
  const expected = clock(estimate!.p50, timezone);
  const late = duration(lateMinutes);
  const why = whyLate(estimate!.remainingKm, estimate!.n, silentSince, timezone);
  return {
    id: `Kiriman ${to} terlambat sekitar ${late.id}: diperkirakan tiba ${expected}, seharusnya paling lambat ${arrivalBy}. ${why.id}`,
    en: `Shipment ${to} is about ${late.en} late: expected ${expected}, due ${arrivalBy} at the latest. ${why.en}`,
  };
}

function whyLate(km: number | null, trips: number, silentSince: number | undefined, timezone: string): Text {
  if (silentSince !== undefined) {
    const since = clock(silentSince, timezone);
    return { id: `Tidak ada kabar sejak ${since}.`, en: `Nothing was heard since ${since}.` };
  }
  const by =
    trips > 0
      ? {
          id: `menurut ${trips} perjalanan terakhir di jalur ini`,
          en: `going by the last ${trips} trips on the lane`,
        }
      : { id: 'menurut lama tempuh jalur ini', en: 'going by the lane’s usual duration' };
  return km === null
    ? { id: `Berangkat terlambat, ${by.id}.`, en: `It left late, ${by.en}.` }
    : { id: `Sisa jalan ${km} km, ${by.id}.`, en: `${km} km are left, ${by.en}.` };
}

function silentText(to: string, since: number, timezone: string): Text {
  const at = clock(since, timezone);
  return {
    id: `Truk kiriman ${to} tidak memberi kabar sejak ${at}. Hubungi pengangkutnya.`,
    en: `The truck of shipment ${to} has not been heard of since ${at}. Call its carrier.`,
  };
}

function warmText({ tracking }: Shipment, to: string, timezone: string): Text {
  const worst = tracking!.excursions!.at(-1)!;
  const { start, end, peakCelsius, degreeMinutes, minCelsius, maxCelsius } = worst;
  const from = clock(start, timezone);
  const until = end === null ? null : clock(end, timezone);
  const peak = (mark: string) => String(peakCelsius).replace('.', mark);
  return {
    id: `Suhu kiriman ${to} di luar ${minCelsius}–${maxCelsius} °C sejak ${from}${until === null ? '' : ` sampai ${until}`}: sampai ${peak(',')} °C, ${degreeMinutes} derajat-menit.`,
    en: `Shipment ${to} was outside ${minCelsius} to ${maxCelsius} °C from ${from}${until === null ? ' on' : ` to ${until}`}: up to ${peak('.')} °C, ${degreeMinutes} degree-minutes.`,
  };
}

function duration(minutes: number): Text {
  if (minutes < 60) return { id: `${minutes} menit`, en: `${minutes} minutes` };
  const hours = Math.round(minutes / 60);
  return { id: `${hours} jam`, en: hours === 1 ? '1 hour' : `${hours} hours` };
}

/** As `2026-11-24 18:30 WIB`. */
function clock(instant: number, timezone: string): string {
  const date = localDate(instant, timezone);
  const minutes = Math.floor(((instant - instantOf(date, 0, timezone)) % DAY_MS) / minuteMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)} ${zones[timezone] ?? timezone}`;
}
