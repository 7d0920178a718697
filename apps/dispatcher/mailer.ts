import { createTransport, type Transporter } from 'nodemailer';
import { Counter, type Registry as Metrics } from 'prom-client';
import type { Database } from '#database';
import {
  claimMails,
  endNotices,
  gatherMails,
  markSent,
  markUnsent,
  noticeLimits,
  retryDelay,
  type ClaimedMail,
  type GatherContext,
  type MailConfig,
} from '#outbound';
import type { Log, Ticker } from '#runtime';
import { again } from './again.js';

export interface MailerOptions {
  database: Database;
  config: Pick<MailConfig, 'smtpUrl' | 'smtpTls' | 'mailFrom' | 'mailsPerHour' | 'publicUrl'>;
  context: () => Pick<GatherContext, 'registry' | 'timezone' | 'tokens'>;
  log: Pick<Log, 'warn'>;
  clock?: () => number;
  chance?: () => number;
  onAttempt?: (isTaken: boolean) => void;
}

const tickMs = 1_000;
const connectMs = 10_000;
const answerMs = 30_000;

/**
 * Makes mails of what people were told, and sends them. A server that took a mail just before this process ended gets
 * it once more, with the same Message-ID and the same bytes: SMTP has no other way.
 */
export class Mailer {
  private readonly transport: Transporter;
  private ticker: Ticker | undefined;

  constructor(private readonly options: MailerOptions) {
    const { smtpUrl, smtpTls } = options.config;
    this.transport = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 2,
      requireTLS: smtpTls === 'required',
      ignoreTLS: smtpTls === 'off',
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: answerMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  start(): void {
    this.ticker ??= again(tickMs, () => this.turn(), this.options.log, 'mail will be looked for again');
  }

  async stop(): Promise<void> {
    await this.ticker?.stop();
    this.transport.close();
  }

  /** Makes and sends what is due now; answers how many mails the server took. */
  async turn(): Promise<number> {
    const { database, config, context } = this.options;
    const { mailsPerHour, publicUrl } = config;
    const now = this.now();
    await gatherMails(database, { ...context(), mailsPerHour, publicUrl: publicUrl.replace(/\/$/, ''), now });
    const claimed = await claimMails(database, now, noticeLimits.mailsAtOnceMax);
    const taken = await Promise.all(claimed.map((mail) => this.send(mail)));
    return taken.filter(Boolean).length;
  }

  private async send(mail: ClaimedMail): Promise<boolean> {
    const { database, config, onAttempt, chance = Math.random } = this.options;
    const { subject, text, html, unsubscribeUrl } = mail.content;
    try {
      await this.transport.sendMail({
        from: config.mailFrom,
        to: { name: '', address: mail.address },
        subject,
        text,
        html,
        // The same mail is the same bytes.
        baseBoundary: mail.mailId,
        messageId: `<${mail.mailId}@${domainOf(config.mailFrom)}>`,
        date: mail.createdAt,
        headers: { ...automatic, ...(unsubscribeUrl === null ? {} : listHeaders(unsubscribeUrl)) },
      });
    } catch (error) {
      onAttempt?.(false);
      const { code, isRefused } = failureOf(error);
      const retryMs = retryDelay(mail.attempts, null, chance());
      // Neither the address nor what the server said of it: logs are read by more people than mail.
      this.options.log.warn({ mailId: mail.mailId, code }, 'a mail was not taken');
      const failing = { code, retryMs, isRefused, now: this.now() };
      await database.transaction((sql) => markUnsent(sql, mail, failing));
      return false;
    }
    onAttempt?.(true);
    await markSent(database, mail.mailId, this.now());
    return true;
  }

  private now(): number {
    return (this.options.clock ?? Date.now)();
  }
}

// So that nobody's answering machine answers.
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

function listHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function domainOf(from: string): string {
  return /@([^\s<>@]+)>?\s*$/.exec(from)![1]!;
}

/** A server that will never take mail for an address says 5xx to the address itself. */
function failureOf(error: unknown): { code: string; isRefused: boolean } {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  const isRefused = code === 'EENVELOPE' && command === 'RCPT TO' && (responseCode ?? 0) >= 500;
  return { code: [code ?? 'FAILED', responseCode].filter((part) => part !== undefined).join(' '), isRefused };
}

const endEveryMs = 10 * 60_000;
const dayMs = 86_400_000;

/** Ends what is older than is kept. */
export function endOldNotices(database: Database, days: number, log: Pick<Log, 'warn'>): Ticker {
  const end = () => database.transaction((sql) => endNotices(sql, new Date(Date.now() - days * dayMs)));
  return again(endEveryMs, end, log, 'old notices will be ended later');
}

/** Counts attempts to hand mail to the server. */
export function mailCounter(metrics: Metrics): (isTaken: boolean) => void {
  const attempts = new Counter({
    name: 'lumbung_mail_attempts_total',
    help: 'Attempts to hand a mail to the SMTP server',
    labelNames: ['outcome'],
    registers: [metrics],
  });
  return (isTaken) => attempts.inc({ outcome: isTaken ? 'taken' : 'failed' });
}
