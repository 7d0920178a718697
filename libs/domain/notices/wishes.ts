import type { Alert, AlertCode } from '../planning/plan.js';
import { allCommodities } from '../planning/agreement-alerts.js';

export type Severity = Alert['severity'];
/** At once, with the next summary, or not at all. */
export type MailWay = 'now' | 'digest' | 'none';

/** Hours of a day in which nobody wants to be disturbed, `HH:MM` in the hub's time; may go over midnight. */
export interface QuietHours {
  from: string;
  to: string;
}

/** What somebody wants to be told, and how. */
export interface NoticeWishes {
  language: 'id' | 'en';
  inbox: Record<Severity, boolean>;
  /** On the screen of a browser, while a page of ours is open. */
  popup: Record<Severity, boolean>;
  mail: Record<Severity, MailWay>;
  /** False: nothing by e-mail, whatever `mail` says. */
  mailOn: boolean;
  quiet: QuietHours | null;
  /** What is critical does not wait for the end of the quiet hours. */
  urgentBreaksQuiet: boolean;
  digest: 'off' | 'hourly' | 'daily';
  /** Of a daily summary, `HH:MM`. */
  digestAt: string;
  mutedCodes: AlertCode[];
  /** Empty: all. */
  commodities: string[];
  /** Regions of alerts; empty: all. */
  regions: string[];
}

/** What holds for whoever has never said anything. */
export const usualWishes: NoticeWishes = {
  language: 'id',
  inbox: { critical: true, warning: true, info: false },
  popup: { critical: true, warning: false, info: false },
  mail: { critical: 'now', warning: 'digest', info: 'none' },
  mailOn: true,
  quiet: { from: '21:00', to: '05:00' },
  urgentBreaksQuiet: false,
  digest: 'daily',
  digestAt: '07:00',
  mutedCodes: [],
  commodities: [],
  regions: [],
};

const ofGoods = (commodity: string): boolean => commodity !== allCommodities;

/** True when an alert is of a kind that somebody wants to hear of. What is about no commodity in particular passes. */
export function wants(
  { inbox, mutedCodes, commodities, regions }: NoticeWishes,
  { code, severity, commodity, subject }: Pick<Alert, 'code' | 'severity' | 'commodity' | 'subject'>,
): boolean {
  if (!inbox[severity] || mutedCodes.includes(code)) return false;
  if (commodities.length > 0 && ofGoods(commodity) && !commodities.includes(commodity)) return false;
  return regions.length === 0 || !isRegion(subject) || regions.includes(subject);
}

/** A Kemendagri code of a province, city or regency; a place, demand or fact is no region. */
function isRegion(subject: string): boolean {
  return /^\d{2}(\.\d{2})?$/.test(subject);
}
