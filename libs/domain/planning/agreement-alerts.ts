import type { Agreement, Hub, Registry } from '../registry/registry.js';
import { compareText } from '../ledger/timeline.js';
import { addDays, localDate } from './calendar.js';
import { shortName, writtenDate, type Text } from './figure.js';
import type { Alert } from './plan.js';

const endingDaysDefault = 90;
const sleepingDaysDefault = 60;

/** An agreement's alerts are of no single commodity. */
export const allCommodities = '*';

/** A day on which a commodity left a hub for a region. */
export interface Moved {
  hub: string;
  region: string;
  commodity: string;
  /** Local date. */
  date: string;
}

/**
 * What a person should know of agreements: one that nears its end or is past it, and one under which nothing has
 * moved. One that another follows does not end, and one that is suspended neither ends nor sleeps. Quiet from day to
 * day: the texts name dates, not days left.
 * @param now epoch milliseconds
 */
export function agreementAlerts(registry: Registry, moved: readonly Moved[], now: number): Alert[] {
  const alerts = registry.hubs.flatMap((hub) => {
    const today = localDate(now, hub.timezone);
    const own = registry.agreements.filter(
      (agreement) => agreement.hub === hub.code && agreement.status === 'active',
    );
    return own.flatMap((agreement) => [
      ...ending(agreement, hub, own, today, registry),
      ...sleeping(agreement, hub, moved, today, registry),
    ]);
  });
  return alerts.sort((a, b) => compareText(a.id, b.id));
}

function ending(
  agreement: Agreement,
  hub: Hub,
  all: readonly Agreement[],
  today: string,
  registry: Registry,
): Alert[] {
  const days = agreement.endingDays ?? hub.endingDays ?? endingDaysDefault;
  const { validTo } = agreement;
  if (addDays(today, days) < validTo) return [];
  const isFollowed = all.some(
    (other) =>
      other.region === agreement.region &&
      other.validFrom <= addDays(validTo, 1) &&
      other.validTo > validTo &&
      covers(other, agreement),
  );
  if (isFollowed) return [];
  const name = regionName(agreement.region, registry);
  const end = writtenDate(validTo);
  if (validTo < today)
    return [
      alert(hub, 'AGREEMENT_ENDING', agreement, 'critical', {
        id: `Perjanjian dengan ${name} berakhir ${end.id}; kiriman tanpa perjanjian tidak direncanakan.`,
        en: `The agreement with ${name} ended on ${end.en}; nothing is planned without one.`,
      }),
    ];
  return [
    alert(hub, 'AGREEMENT_ENDING', agreement, 'warning', {
      id: `Perjanjian dengan ${name} akan berakhir ${end.id}; belum ada lanjutannya.`,
      en: `The agreement with ${name} ends on ${end.en}; none follows it yet.`,
    }),
  ];
}

function sleeping(
  agreement: Agreement,
  hub: Hub,
  moved: readonly Moved[],
  today: string,
  registry: Registry,
): Alert[] {
  const days = agreement.sleepingDays ?? hub.sleepingDays ?? sleepingDaysDefault;
  const { validFrom, validTo, region, commodities } = agreement;
  if (days === 0 || today < validFrom || validTo < today) return [];
  const dates = moved
    .filter((move) => move.hub === hub.code && move.region === region)
    .filter(({ commodity }) => commodities.length === 0 || commodities.includes(commodity))
    .map(({ date }) => date)
    .filter((date) => validFrom <= date && date <= today);
  const last = dates.sort(compareText).at(-1);
  if (addDays(last ?? validFrom, days) >= today) return [];
  const name = regionName(region, registry);
  const from = writtenDate(last ?? validFrom);
  const since: Text = last
    ? { id: `sejak ${from.id}`, en: `since ${from.en}` }
    : { id: `sejak berlaku ${from.id}`, en: `since it began on ${from.en}` };
  return [
    alert(hub, 'AGREEMENT_SLEEPING', agreement, 'info', {
      id: `Perjanjian dengan ${name} tidur: tidak ada kiriman ${since.id}.`,
      en: `The agreement with ${name} sleeps: nothing was shipped ${since.en}.`,
    }),
  ];
}

function covers(other: Agreement, agreement: Agreement): boolean {
  if (other.commodities.length === 0) return true;
  return (
    agreement.commodities.length > 0 &&
    agreement.commodities.every((commodity) => other.commodities.includes(commodity))
  );
}

function regionName(code: string, registry: Registry): string {
  return shortName(registry.regions.find((region) => region.code === code)?.name ?? code);
}

/** Its subject is the region, whose parties may see it. */
function alert(
  hub: Hub,
  code: 'AGREEMENT_ENDING' | 'AGREEMENT_SLEEPING',
  agreement: Agreement,
  severity: Alert['severity'],
  text: Text,
): Alert {
  const id = `${code}/${hub.code}/${allCommodities}/${agreement.id}`;
  return { id, code, severity, hub: hub.code, commodity: allCommodities, subject: agreement.region, text };
}
