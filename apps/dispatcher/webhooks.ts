import { Connections, FetchError, post, Targets } from '#connectors';
import type { Database } from '#database';
import type { Log, Ticker } from '#runtime';
import {
  claimDeliveries,
  downDelay,
  endOutbound,
  markFailed,
  outboundLimits,
  pauseAsked,
  retryDelay,
  signedHeaders,
  SecretUnreadableError,
  type Attempt,
  type Claimed,
  type SecretSafe,
} from '#outbound';
import { again } from './again.js';
import { Marks } from './marks.js';

export interface WebhooksOptions {
  database: Database;
  safe: SecretSafe;
  targets: Targets;
  log: Pick<Log, 'warn' | 'debug'>;
  /** The hub in whose audit it is written that a webhook was disabled. */
  hub: () => string;
  clock?: () => number;
  chance?: () => number;
  answerMs?: number;
  onAttempt?: (isTaken: boolean, sinceQueuedMs: number) => void;
}

const idleMs = 200;
/** What comes together is claimed together. */
const gatherMs = 10;
const troubleMs = 1_000;
const gone = 410;

/** Carries what was published for a party to its webhooks: each at least once, and one that hangs holds up no other. */
export class Webhooks {
  private readonly busy = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly connections = new Connections({
    idleMs: 30_000,
    idleMax: outboundLimits.allAtOnceMax * 2,
  });
  private readonly marks: Marks;
  private readonly ending = new AbortController();
  private running: Promise<void> | undefined;
  private wakeUp: (() => void) | undefined;
  private isAwake = false;

  constructor(private readonly options: WebhooksOptions) {
    this.marks = new Marks(options.database, () => this.now());
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Something may be due. */
  wake(): void {
    this.isAwake = true;
    this.wakeUp?.();
  }

  /** Starts what is due and has room now; answers how many that were. */
  async turn(): Promise<number> {
    const room = outboundLimits.allAtOnceMax - this.underWay.size;
    if (room <= 0) return 0;
    const claimed = await claimDeliveries(this.options.database, this.now(), this.busy, room);
    for (const each of claimed) this.begin(each);
    return claimed.length;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Stops claiming, and gives up what is under way: it is tried again by whoever claims it next. */
  async stop(): Promise<void> {
    this.ending.abort();
    this.wake();
    await this.running;
    await this.settled();
    this.connections.close();
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      this.isAwake = false;
      const pause = await this.turn().then(
        (count) => (count > 0 ? gatherMs : idleMs),
        (err: unknown) => {
          this.options.log.warn({ err }, 'deliveries to webhooks will be looked for again');
          return troubleMs;
        },
      );
      if (!this.isAwake && pause > gatherMs) await this.rest(pause);
      await this.rest(gatherMs, false);
    }
  }

  private rest(ms: number, isWakeable = true): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      if (!isWakeable) return;
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private begin(claimed: Claimed): void {
    const { webhookId } = claimed;
    this.busy.set(webhookId, (this.busy.get(webhookId) ?? 0) + 1);
    const work: Promise<void> = this.deliver(claimed)
      .catch((err: unknown) => {
        // Its lease ends and it is tried again, under the same id.
        if (!this.ending.signal.aborted)
          this.options.log.warn({ err, webhookId }, 'an attempt could not be written down');
      })
      .finally(() => {
        this.underWay.delete(work);
        const left = this.busy.get(webhookId)! - 1;
        if (left > 0) this.busy.set(webhookId, left);
        else this.busy.delete(webhookId);
        this.wake();
      });
    this.underWay.add(work);
  }

  private async deliver(claimed: Claimed): Promise<void> {
    const { database, chance = Math.random, hub, log, onAttempt } = this.options;
    const { attempt, retryAfterMs } = await this.attempt(claimed);
    if (this.ending.signal.aborted && attempt.code !== null) return;
    const now = this.now();
    onAttempt?.(attempt.code === null, now - claimed.queuedAt.getTime());
    if (attempt.code === null) return this.marks.add({ claimed, attempt });
    const disabled = await database.transaction((sql) =>
      markFailed(sql, claimed, {
        attempt,
        retryMs: retryDelay(claimed.attempts, retryAfterMs, chance()),
        pauseMs: (failures) => Math.max(pauseAsked(retryAfterMs), downDelay(failures, chance())),
        isGone: attempt.status === gone,
        now,
        hub: hub(),
      }),
    );
    const { webhookId, party } = claimed;
    if (disabled) log.warn({ webhookId, party, reason: disabled }, 'a webhook is disabled');
  }

  private async attempt(claimed: Claimed): Promise<{ attempt: Attempt; retryAfterMs: number | null }> {
    const { targets, answerMs = outboundLimits.answerMsMax } = this.options;
    const { url, eventId, body } = claimed;
    const startedAt = this.now();
    const begun = performance.now();
    const outcome = (status: number | null, code: string | null, answer: string | null): Attempt => ({
      at: new Date(startedAt).toISOString(),
      ms: Math.round(performance.now() - begun),
      status,
      code,
      answer,
    });
    try {
      if (body === null) return { attempt: outcome(null, 'EVENT_ENDED', null), retryAfterMs: null };
      const { status, retryAfterMs, text } = await post({
        url: new URL(url),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'lumbung-webhooks/1',
          ...signedHeaders(eventId, startedAt, body, this.secretsOf(claimed)),
        },
        body,
        targets,
        signal: this.ending.signal,
        answerMs,
        bytesMax: outboundLimits.answerBytesMax,
        connections: this.connections,
      });
      const isTaken = status >= 200 && status < 300;
      const kept = text.slice(0, outboundLimits.answerKeptMax).replaceAll('\u0000', '');
      return { attempt: outcome(status, isTaken ? null : 'STATUS', kept), retryAfterMs };
    } catch (error) {
      if (error instanceof FetchError)
        return { attempt: outcome(error.status, error.code, null), retryAfterMs: error.retryAfterMs };
      if (error instanceof SecretUnreadableError)
        return { attempt: outcome(null, error.code, null), retryAfterMs: null };
      throw error;
    }
  }

  private secretsOf({ webhookId, secret, oldSecret }: Claimed): string[] {
    const { safe } = this.options;
    const kept = oldSecret === null ? [secret] : [secret, oldSecret];
    return kept.map((each) => safe.open(each, webhookId));
  }

  private now(): number {
    return (this.options.clock ?? Date.now)();
  }
}

const endEveryMs = 60_000;
const endAtOnceMax = 5_000;
const dayMs = 86_400_000;

/** Ends what is older than is kept, a little at a time. */
export function endOldOutbound(database: Database, days: number, log: Pick<Log, 'warn'>): Ticker {
  const end = () =>
    database.transaction((sql) => endOutbound(sql, new Date(Date.now() - days * dayMs), endAtOnceMax));
  return again(endEveryMs, end, log, 'old events for parties will be ended later');
}
