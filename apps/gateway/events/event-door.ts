import { contentHash, References } from '#access';
import type { Speaker, RegistryIndex } from '#access';
import type { InboundEvent } from '#contracts';
import { isTransientDatabaseError } from '#database';
import type { Sql } from '#database';
import type { Fact, LifecycleEvent, Party } from '#domain';
import type { Producer, ProducerRecord } from '#kafka';
import type { Log } from '#runtime';
import { Problem, retryAfter } from '../http/problem.js';
import { Identities } from './identities.js';
import type { Incoming } from './incoming.js';
import { RecentIds } from './recent-ids.js';
import { forecast, readEvent, refusedFor, stateFault } from './verdict.js';
import type { Refused } from './verdict.js';

export interface EventDoorOptions {
  sql: Sql;
  producer: Producer;
  index: () => RegistryIndex;
  log: Log;
  /** Bytes waiting for the broker above which the door closes for a moment. */
  waitingBytesMax: number;
  /** Milliseconds after which a broker that does not answer counts as unavailable. */
  brokerTimeoutMs: number;
  now?: () => number;
}

export type Outcome =
  | {
      kind: 'taken';
      id: string;
      source: string;
      status: 'accepted' | 'repeated';
    }
  | { kind: 'refused'; refused: Refused };

export interface Sending {
  principal: Speaker;
  events: Incoming[];
  traceparent: string | undefined;
  /** Also refuse what is not possible in the present state of its shipment. */
  checkState?: boolean;
  /** The rejected event in whose place the one event comes, and who mended it for the principal. */
  mends?: { rejectedId: string; by: string };
  /** Opaque id of the person who speaks for the principal, where it counts who did: proved by a session or a device. */
  person?: string;
  /** Hand nothing to the broker when any of them is refused. */
  isWhole?: boolean;
}

const topic = 'inbound.gateway';
const recentIdsMax = 50_000;

interface Judged {
  incoming: Incoming;
  outcome: Outcome;
  /** With its content hash; null when it is refused. */
  fact: { canonical: Fact | LifecycleEvent; hash: Buffer } | null;
}

/** Takes events of an authenticated party, tells at once what will become of each, and hands them to the broker. */
export class EventDoor {
  private readonly recent = new RecentIds(recentIdsMax);
  private readonly identities: Identities;
  private readonly now: () => number;
  private waitingBytes = 0;

  constructor(private readonly options: EventDoorOptions) {
    this.identities = new Identities(options.sql);
    this.now = options.now ?? Date.now;
  }

  /**
   * Resolves when the broker has every event on disk, the refused ones too: intake records them. Of mended
   * events it is those that are taken, repeats too: intake closes what they mend.
   * @throws Problem KAFKA_UNAVAILABLE or OVERLOADED: send again with the same ids, repeats have no effect
   */
  async take(sending: Sending): Promise<Outcome[]> {
    const judged = await this.judge(sending);
    const outcomes = judged.map(({ outcome }) => outcome);
    if (sending.isWhole && outcomes.some(({ kind }) => kind === 'refused')) return outcomes;
    const records = judged
      .filter(({ outcome }) => isPassedOn(outcome, sending))
      .map((item) => this.recordOf(item, sending));
    await this.send(records);
    for (const { outcome, fact } of judged) if (outcome.kind === 'taken' && fact) this.remember(fact);
    return outcomes;
  }

  /** Tells what would become of each, and sends nothing. */
  async examine(sending: Sending): Promise<Outcome[]> {
    return (await this.judge(sending)).map(({ outcome }) => outcome);
  }

  private remember({ canonical, hash }: NonNullable<Judged['fact']>): void {
    const { id, hub, source } = canonical;
    const view =
      'commodity' in canonical ? { factId: id, hub, commodity: canonical.commodity, source } : null;
    const demandId = canonical.type === 'demand.declared' ? canonical.demandId : undefined;
    this.recent.add(id, { hash, view }, demandId);
  }

  private async judge({ principal, events, checkState, mends, person }: Sending): Promise<Judged[]> {
    const { registry, parties } = this.options.index();
    const read = events.map((incoming) => ({
      incoming,
      read: readEvent(incoming),
    }));
    const good = read.flatMap((item) => (item.read.ok ? [item.read.event] : []));
    const told = good.map((event) => ({ party: principal.party, event }));
    const references = await References.load(this.options.sql, told, this.recent);
    const party = parties.get(principal.party)!;
    const judged = read.map(({ incoming, read: result }): Judged => {
      if (!result.ok)
        return {
          incoming,
          outcome: { kind: 'refused', refused: result },
          fact: null,
        };
      return this.verdictOn(incoming, result.event, { party, person }, registry, references);
    });
    // A refused event's id is free again, though this instance may remember having passed it on.
    await this.checkIdentities(judged, mends ? null : this.recent);
    if (checkState) for (const item of judged) refuseByState(item, references);
    return judged;
  }

  private verdictOn(
    incoming: Incoming,
    event: InboundEvent,
    speaker: { party: Party; person: string | undefined },
    registry: RegistryIndex['registry'],
    references: References,
  ): Judged {
    const verdict = forecast(event, speaker, registry, references, this.now());
    if (!verdict.ok)
      return {
        incoming,
        outcome: { kind: 'refused', refused: verdict },
        fact: null,
      };
    references.accept(verdict.fact);
    const outcome: Outcome = {
      kind: 'taken',
      id: event.id,
      source: event.source,
      status: 'accepted',
    };
    const hash = contentHash(incoming.json as Record<string, unknown>);
    return { incoming, outcome, fact: { canonical: verdict.fact, hash } };
  }

  private async checkIdentities(judged: Judged[], recent: RecentIds | null): Promise<void> {
    const candidates = judged.filter((item) => item.fact !== null);
    const unseen = candidates.map((item) => item.fact!.canonical.id).filter((id) => !recent?.get(id));
    const stored = await this.storedHashes([...new Set(unseen)]);
    const inThisRequest = new Map<string, Buffer>();
    for (const item of candidates) {
      const { canonical, hash } = item.fact!;
      const before =
        recent?.get(canonical.id)?.hash ?? stored.get(canonical.id) ?? inThisRequest.get(canonical.id);
      if (!before) inThisRequest.set(canonical.id, hash);
      else if (before.equals(hash)) item.outcome = { ...item.outcome, status: 'repeated' } as Outcome;
      else {
        item.outcome = { kind: 'refused', refused: refusedFor('ID_REUSED') };
        item.fact = null;
      }
    }
  }

  // Intake decides about identity in any case, so a database that is away does not close the door.
  private async storedHashes(ids: string[]): Promise<Map<string, Buffer>> {
    try {
      return await this.identities.find(ids);
    } catch (err) {
      if (!isTransientDatabaseError(err)) throw err;
      this.options.log.warn({ err }, 'identities not checked at the door');
      return new Map();
    }
  }

  private recordOf(
    { incoming, outcome }: Judged,
    { principal, traceparent, mends, person }: Sending,
  ): ProducerRecord {
    const headers: Record<string, string> = {
      'lumbung-party': principal.party,
      'lumbung-received-at': new Date(this.now()).toISOString(),
    };
    if (traceparent !== undefined) headers['traceparent'] = traceparent;
    if (person !== undefined) headers['lumbung-person'] = person;
    if (mends)
      Object.assign(headers, {
        'lumbung-mends': mends.rejectedId,
        'lumbung-mended-by': mends.by,
      });
    // What the sender was told is refused stays refused, whatever has changed until intake reads it.
    if (outcome.kind === 'refused') headers['lumbung-refused'] = outcome.refused.code;
    if (incoming.unmapped) headers['lumbung-unmapped'] = JSON.stringify(incoming.unmapped);
    return {
      topic,
      // One key a party: what it says stays in the order in which it said it, corrections after what they correct.
      key: principal.party,
      value: incoming.value,
      headers,
    };
  }

  private async send(records: ProducerRecord[]): Promise<void> {
    if (records.length === 0) return;
    const bytes = records.reduce((sum, record) => sum + (record.value?.length ?? 0), 0);
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > this.options.waitingBytesMax)
      throw new Problem('OVERLOADED', { headers: retryAfter(1_000) });
    this.waitingBytes += bytes;
    const sent = this.options.producer.send(records).finally(() => (this.waitingBytes -= bytes));
    try {
      await within(sent, this.options.brokerTimeoutMs);
    } catch (cause) {
      throw new Problem('KAFKA_UNAVAILABLE', {
        cause,
        headers: retryAfter(5_000),
      });
    }
  }
}

function isPassedOn(outcome: Outcome, { mends }: Sending): boolean {
  if (mends) return outcome.kind === 'taken';
  return outcome.kind === 'refused' ? !outcome.refused.state : outcome.status === 'accepted';
}

// Not sent on: its state may allow it by the time intake reads it, and its sender was told that it is refused.
function refuseByState(item: Judged, references: References): void {
  if (!item.fact || item.outcome.kind === 'refused' || item.outcome.status === 'repeated') return;
  const refused = stateFault(item.fact.canonical, references);
  if (!refused) return;
  item.outcome = { kind: 'refused', refused };
  item.fact = null;
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  // A send that fails after we stopped waiting for it is nobody's business any more.
  work.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
