import type { Severity } from '#domain';
import { noticePages, pageOfAlert } from './links.js';
import { noticeLimits } from './limits.js';

export interface MailContent {
  subject: string;
  text: string;
  html: string;
  /** Address that ends all mail when it is posted to; null: of a mail that was asked for just now. */
  unsubscribeUrl: string | null;
}

export interface MailNotice {
  code: string;
  severity: Severity;
  commodity: string;
  text: { id: string; en: string };
  raisedAt: Date;
}

/** How many decisions of a sort wait. */
export interface Waiting {
  what: 'held' | 'conflicts' | 'goods' | 'changes' | 'carriers' | 'approvals';
  count: number;
}

export interface MailFrame {
  language: 'id' | 'en';
  timezone: string;
  /** Where people reach the dashboard, without a slash at the end. */
  publicUrl: string;
  unsubscribeToken: string;
}

const words = {
  id: {
    ...{ critical: 'Mendesak', warning: 'Perhatian', info: 'Info' },
    counted: { critical: 'mendesak', warning: 'perlu perhatian', info: 'info' },
    summary: 'Ringkasan Lumbung',
    since: (at: string) => `sejak ${at}`,
    more: (count: number) => `… dan ${count} lagi di Lumbung`,
    waits: 'Menunggu keputusan',
    waiting: {
      held: 'laporan ditahan',
      conflicts: 'selisih antarsumber',
      goods: 'barang tanpa keputusan',
      changes: 'kiriman berjalan yang tidak diminta lagi',
      carriers: 'kiriman tanpa pengangkut',
      approvals: 'kiriman menunggu persetujuan',
    },
    open: 'Buka Lumbung',
    why: 'Surel ini dikirim karena Anda memintanya di Lumbung.',
    wishes: 'Atur pemberitahuan',
    stop: 'Berhenti menerima surel',
    confirmSubject: 'Konfirmasi alamat surel untuk Lumbung',
    confirm: 'Alamat ini diminta untuk menerima pemberitahuan Lumbung. Tautan ini berlaku 24 jam:',
    ignore: 'Bila bukan Anda yang meminta, abaikan saja: tidak ada lagi yang dikirim ke sini.',
  },
  en: {
    ...{ critical: 'Urgent', warning: 'Attention', info: 'Info' },
    counted: { critical: 'urgent', warning: 'to watch', info: 'to know' },
    summary: 'Lumbung summary',
    since: (at: string) => `since ${at}`,
    more: (count: number) => `… and ${count} more in Lumbung`,
    waits: 'Waiting for a decision',
    waiting: {
      held: 'reports held',
      conflicts: 'differences between sources',
      goods: 'goods without a decision',
      changes: 'moving shipments no longer asked for',
      carriers: 'shipments without a carrier',
      approvals: 'shipments waiting for approval',
    },
    open: 'Open Lumbung',
    why: 'You get this mail because you asked for it in Lumbung.',
    wishes: 'Notification settings',
    stop: 'Stop all mail',
    confirmSubject: 'Confirm your e-mail address for Lumbung',
    confirm: 'This address was asked to receive notifications from Lumbung. This link works for 24 hours:',
    ignore: 'If it was not you who asked, ignore this: nothing more is sent here.',
  },
};

const waitingPages: Record<Waiting['what'], string> = {
  held: pageOfAlert('HELD_FACT', '*'),
  conflicts: pageOfAlert('SOURCE_CONFLICT', '*'),
  goods: pageOfAlert('GOODS_AWAITING', '*'),
  changes: pageOfAlert('PLAN_CHANGED', '*'),
  carriers: noticePages.offers,
  approvals: noticePages.offers,
};

interface Line {
  text: string;
  hint: string;
  url: string;
}
interface Section {
  title: string;
  lines: Line[];
}

const severities: Severity[] = ['critical', 'warning', 'info'];
const subjectMax = 120;

/** A mail about one alert, or a summary of several and of what waits. `total` may be more than are listed. */
export function composeNotices(
  notices: readonly MailNotice[],
  total: number,
  waiting: readonly Waiting[],
  frame: MailFrame,
): MailContent {
  const word = words[frame.language];
  const listed = notices.slice(0, noticeLimits.listedMax);
  const sections: Section[] = severities.map((severity) => ({
    title: word[severity],
    lines: listed.filter((notice) => notice.severity === severity).map((notice) => lineOf(notice, frame)),
  }));
  if (total > listed.length)
    sections.push({
      title: '',
      lines: [{ text: word.more(total - listed.length), hint: '', url: urlOf(noticePages.inbox, frame) }],
    });
  sections.push({
    title: word.waits,
    lines: waiting.map(({ what, count }) => ({
      text: `${count} ${word.waiting[what]}`,
      hint: '',
      url: urlOf(waitingPages[what], frame),
    })),
  });
  const [only] = total === 1 && waiting.length === 0 ? notices : [];
  const subject = only
    ? `${word[only.severity]}: ${only.text[frame.language]}`
    : `${word.summary}: ${countsOf(notices, total, waiting, frame.language)}`;
  return framed(
    subject,
    sections.filter(({ lines }) => lines.length > 0),
    frame,
  );
}

/** A mail that asks whether an address is of whoever named it. */
export function composeConfirm(
  token: string,
  frame: Omit<MailFrame, 'unsubscribeToken' | 'timezone'>,
): MailContent {
  const word = words[frame.language];
  const url = urlOf(noticePages.confirm(token), frame);
  const text = `${word.confirm}\n\n${url}\n\n${word.ignore}\n`;
  const html = page(
    frame.language,
    `<p>${escaped(word.confirm)}</p><p><a href="${escaped(url)}">${escaped(word.confirmSubject)}</a></p>
     <p style="color:#555">${escaped(word.ignore)}</p>`,
  );
  return { subject: word.confirmSubject, text, html, unsubscribeUrl: null };
}

function lineOf({ code, commodity, text, raisedAt }: MailNotice, frame: MailFrame): Line {
  const hint = words[frame.language].since(stamp(raisedAt, frame));
  return { text: text[frame.language], hint, url: urlOf(pageOfAlert(code, commodity), frame) };
}

function countsOf(
  notices: readonly MailNotice[],
  total: number,
  waiting: readonly Waiting[],
  language: 'id' | 'en',
): string {
  const word = words[language];
  // What was not read for this mail is at most as urgent as the last that was.
  const rest = total - notices.length;
  const counts = severities.map((severity, i) => {
    const count = notices.filter((notice) => notice.severity === severity).length;
    const isLast = i === severities.indexOf(notices.at(-1)?.severity ?? 'info');
    return { count: count + (isLast ? rest : 0), what: word.counted[severity] };
  });
  const decisions = waiting.reduce((sum, { count }) => sum + count, 0);
  const told = [...counts, { count: decisions, what: word.waits.toLowerCase() }];
  return told
    .filter(({ count }) => count > 0)
    .map(({ count, what }) => `${count} ${what}`)
    .join(', ');
}

const zones: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

function stamp(at: Date, { language, timezone }: MailFrame): string {
  const form = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    timeZone: timezone,
  });
  return `${form.format(at)} ${zones[timezone] ?? timezone}`;
}

function urlOf(hash: string, { publicUrl }: Pick<MailFrame, 'publicUrl'>): string {
  return `${publicUrl}/${hash}`;
}

function framed(subject: string, sections: readonly Section[], frame: MailFrame): MailContent {
  const word = words[frame.language];
  const wishes = urlOf(noticePages.wishes, frame);
  const stop = urlOf(noticePages.unsubscribe(frame.unsubscribeToken), frame);
  const text = [
    ...sections.flatMap(({ title, lines }) => [
      ...(title === '' ? [] : [title.toUpperCase()]),
      ...lines.flatMap((line) => [`- ${line.text}${line.hint && ` (${line.hint})`}`, `  ${line.url}`]),
      '',
    ]),
    '-- ',
    word.why,
    `${word.wishes}: ${wishes}`,
    `${word.stop}: ${stop}`,
    '',
  ].join('\n');
  const html = page(
    frame.language,
    `${sections.map(sectionHtml).join('')}
     <p><a href="${escaped(urlOf(noticePages.inbox, frame))}">${escaped(word.open)}</a></p>
     <p style="color:#555;font-size:13px">${escaped(word.why)}<br>
     <a href="${escaped(wishes)}">${escaped(word.wishes)}</a> · <a href="${escaped(stop)}">${escaped(word.stop)}</a></p>`,
  );
  const unsubscribeUrl = `${frame.publicUrl}/v1/unsubscribe/${frame.unsubscribeToken}`;
  return { subject: inOneLine(subject), text, html, unsubscribeUrl };
}

function sectionHtml({ title, lines }: Section): string {
  const items = lines.map(
    ({ text, hint, url }) =>
      `<li style="margin:0 0 8px"><a href="${escaped(url)}">${escaped(text)}</a>${
        hint && ` <span style="color:#555">${escaped(hint)}</span>`
      }</li>`,
  );
  return `${title && `<h2 style="font-size:16px">${escaped(title)}</h2>`}<ul style="padding-left:20px">${items.join('')}</ul>`;
}

function page(language: string, body: string): string {
  return `<!doctype html><html lang="${language}"><body style="font-family:sans-serif;font-size:15px;line-height:1.5;max-width:600px">${body}</body></html>`;
}

function inOneLine(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length <= subjectMax ? line : `${line.slice(0, subjectMax - 1)}…`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}
