import type { Bilingual, Severity } from '../api/types.js';

/** One thing that somebody was told, as the gateway says it. */
export interface Told {
  noticeId: string;
  code: string;
  severity: Severity;
  commodity: string;
  text: Bilingual;
  /** Address of the page where it can be seen. */
  page: string;
  raisedAt: string;
  readAt: string | null;
  clearedAt: string | null;
}

export interface NoticeSummary {
  unread: number;
  popups: Told[];
}

export type MailWay = 'now' | 'digest' | 'none';
export type BySeverity<T> = Record<Severity, T>;

export interface Wishes {
  language: 'id' | 'en';
  inbox: BySeverity<boolean>;
  popup: BySeverity<boolean>;
  mail: BySeverity<MailWay>;
  mailOn: boolean;
  quiet: { from: string; to: string } | null;
  urgentBreaksQuiet: boolean;
  digest: 'off' | 'hourly' | 'daily';
  digestAt: string;
  mutedCodes: string[];
  commodities: string[];
  regions: string[];
}

export interface NoticeSettings {
  wishes: Wishes;
  timezone: string;
  mail: { isOn: boolean; address: string | null; state: 'none' | 'unconfirmed' | 'confirmed' | 'refused' };
}

export const summaryPath = '/v1/notices/summary';
export const settingsPath = '/v1/notice-settings';
export const severities: Severity[] = ['critical', 'warning', 'info'];
