import { appendAudit, type AuditEntry, type Database } from '#database';
import { TokenBuckets } from './token-bucket.js';

/** An attempt that was refused, said in words of ours alone: nothing in it is free text of whoever tried. */
export type Refusal = Omit<AuditEntry, 'outcome' | 'details'> & {
  details: { code: string } & Record<string, string>;
};

export interface RefusalsOptions {
  database: Pick<Database, 'transaction'>;
  /** Attempts that are alike are counted for so long before they are told of again. */
  windowMs?: number;
  /** Kinds of attempts that are told apart at once. */
  kindsMax?: number;
  /** Rows a minute, whatever happens. */
  rowsPerMinute?: number;
  onError?: (error: unknown) => void;
}

interface Kind {
  refusal: Refusal;
  /** Attempts that no row tells of yet. */
  untold: number;
}

const rowsAtOnce = 50;

/**
 * Puts refused attempts into the audit without letting whoever tries write it full or slow anybody down: the first of
 * its kind is told at once, those like it are counted and told as one row a minute, and what goes beyond the bounds is
 * counted in one row for all. Nothing here is waited for by a request.
 */
export class Refusals {
  private kinds = new Map<string, Kind>();
  private readonly beyond = new Map<string, number>();
  private queue: AuditEntry[] = [];
  private readonly rows: TokenBuckets;
  private readonly timer: NodeJS.Timeout;
  private writing: Promise<void> | null = null;

  constructor(private readonly options: RefusalsOptions) {
    const perMinute = options.rowsPerMinute ?? 120;
    this.rows = new TokenBuckets({ perSecond: perMinute / 60, burst: perMinute, bucketsMax: 1 });
    this.timer = setInterval(() => this.tellCounted(), options.windowMs ?? 60_000).unref();
  }

  note(refusal: Refusal): void {
    const { hub, actor, party, action, subject, details } = refusal;
    const name = JSON.stringify([hub, actor.kind, actor.id, party, action, subject, details]);
    const known = this.kinds.get(name);
    if (known) known.untold++;
    else if (this.kinds.size >= (this.options.kindsMax ?? 1_000) || !this.mayTell())
      this.beyond.set(hub, (this.beyond.get(hub) ?? 0) + 1);
    else {
      this.kinds.set(name, { refusal, untold: 0 });
      this.tell(refusal, 1);
    }
  }

  /** Tells of everything that was counted, and waits until it is written. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.tellCounted();
    await this.write();
  }

  private tellCounted(): void {
    const kinds = this.kinds;
    this.kinds = new Map();
    for (const [name, { refusal, untold }] of kinds) {
      if (untold === 0) continue;
      // One that goes on stays known, so that its next minute is one row too.
      this.kinds.set(name, { refusal, untold: 0 });
      if (this.mayTell()) this.tell(refusal, untold);
      else this.beyond.set(refusal.hub, (this.beyond.get(refusal.hub) ?? 0) + untold);
    }
    for (const [hub, attempts] of this.beyond) this.queue.push(manyEntry(hub, attempts));
    this.beyond.clear();
    void this.write();
  }

  private mayTell(): boolean {
    return this.rows.take('rows', 1, Date.now()).allowed;
  }

  private tell(refusal: Refusal, attempts: number): void {
    this.queue.push({ ...refusal, outcome: 'refused', details: { ...refusal.details, attempts } });
    void this.write();
  }

  private write(): Promise<void> {
    this.writing ??= this.writeQueue().finally(() => (this.writing = null));
    return this.writing;
  }

  private async writeQueue(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.queue.slice(0, rowsAtOnce);
      try {
        await this.options.database.transaction(async (sql) => {
          for (const entry of batch) await appendAudit(sql, entry);
        });
      } catch (error) {
        // They stay in the queue, which the bound on rows keeps short, and are tried again with the next one.
        this.queue = joined(this.queue);
        this.options.onError?.(error);
        return;
      }
      this.queue.splice(0, batch.length);
    }
  }
}

const queueMax = 1_000;

/** What a database that stays away makes too long to keep: the oldest are kept, the rest is one number. */
function joined(queue: AuditEntry[]): AuditEntry[] {
  if (queue.length <= queueMax) return queue;
  const rest = queue.slice(queueMax);
  const attempts = rest.reduce((sum, { details }) => sum + Number(details['attempts'] ?? 1), 0);
  return [...queue.slice(0, queueMax), manyEntry(rest[0]!.hub, attempts)];
}

function manyEntry(hub: string, attempts: number): AuditEntry {
  return {
    hub,
    actor: { kind: 'system', id: 'gateway' },
    party: null,
    action: 'request.refused',
    subject: 'many',
    outcome: 'refused',
    details: { code: 'TOO_MANY_TO_TELL', attempts },
  };
}
