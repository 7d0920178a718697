import { contentHash, factId } from '#access';
import type { Principal, RegistryCache } from '#access';
import { inboundTypes, partyOfInboundTopic, partyOfSource } from '#contracts';
import { claimResend, dismissRejected, recordRefusedMending } from '#database';
import type { Database, Sql } from '#database';
import type { EventDoor, Outcome } from '../events/event-door.js';
import type { Incoming } from '../events/incoming.js';
import { problemOfRefusal } from '../events/refusal-problem.js';
import { traceOf } from '../events/trace.js';
import { refusedFor } from '../events/verdict.js';
import { Problem, retryAfter } from '../http/problem.js';
import { tenancyOf } from '../scope/tenancy.js';
import type { RejectedRow } from './rejected-item.js';
import { findRejected } from './rejected-list.js';
import type { RejectedSight } from './rejected-sight.js';
import { asItWas } from './resend-body.js';

export interface Mending {
  rejectedId: string;
  reader: Principal;
  /** What the reader sees. */
  sql: Sql;
  sight: RejectedSight;
}

export interface Resend extends Mending {
  /** The mended event; null: as it was. */
  mended: Incoming | null;
  /** Of the request: used when the rejected event named none. */
  traceparent: string | undefined;
}

export interface Resent {
  rejectedId: string;
  state: RejectedRow['state'];
  event: { source: string; id: string };
  status: 'accepted' | 'repeated';
}

const noHash = Buffer.alloc(32);

/** Sends mended events through the door in the place of rejected ones, and lets others be. */
export class Mendings {
  constructor(
    private readonly database: Database,
    private readonly door: EventDoor,
    private readonly registry: RegistryCache,
  ) {}

  /**
   * Answers when the broker has the event. Its speaker is the party whose event was rejected, whoever mends it.
   * @throws Problem when it is refused again (it then stays open), or cannot be resent
   */
  async resend(resend: Resend): Promise<Resent> {
    const { rejectedId, reader, sql, sight, mended, traceparent } = resend;
    const row = await ownRow(resend);
    const party = speakerOf(row);
    const incoming = mended ?? asItWas(row);
    if (reader.party !== party) demandSameType(row, incoming);
    if (row.state !== 'open') return this.standing(row, mended);
    const hash = hashOf(incoming);
    if (!(await this.as(reader, (own) => claimResend(own, rejectedId, hash)))) {
      const now = await findRejected(sql, rejectedId, sight);
      if (now.state !== 'open') return this.standing(now, mended);
      throw new Problem('RESEND_UNDERWAY', { headers: retryAfter(5_000) });
    }
    const outcome = await this.send(party, incoming, {
      mends: { rejectedId, by: reader.party },
      traceparent: traceOf({ traceparent: row.trace ?? undefined }) ?? traceparent,
    });
    if (outcome.kind === 'taken') {
      const { source, id, status } = outcome;
      return { rejectedId, state: 'open', event: { source, id }, status };
    }
    const { code, text, errors } = outcome.refused;
    const mending = { rejectedId, by: reader.party, ...identityOf(incoming) };
    await this.as(reader, (own) => recordRefusedMending(own, mending, { code, text, details: errors }));
    throw problemOfRefusal(outcome.refused);
  }

  /** @throws Problem when it is not open */
  async dismiss(mending: Mending, reason: string) {
    const { rejectedId, reader, sql, sight } = mending;
    await ownRow(mending);
    const isDone = await this.as(reader, (own) => dismissRejected(own, rejectedId, reader.party, reason));
    const row = await findRejected(sql, rejectedId, sight);
    if (!isDone && row.state === 'open') throw new Problem('RESEND_UNDERWAY', { headers: retryAfter(5_000) });
    if (!isDone && !(row.state === 'dismissed' && row.reason === reason)) throw closed(row);
    return { rejectedId, state: row.state, reason: row.reason };
  }

  private as<T>(reader: Principal, work: (own: Sql) => Promise<T>): Promise<T> {
    return this.database.scoped(tenancyOf(reader, this.registry.index), work);
  }

  private async send(
    party: string,
    incoming: Incoming,
    how: { mends: { rejectedId: string; by: string }; traceparent: string | undefined },
  ): Promise<Outcome> {
    const speaker = this.registry.index.parties.get(party);
    if (!speaker) return { kind: 'refused', refused: refusedFor('UNKNOWN_PARTY') };
    const principal = { party, kind: speaker.kind, regions: speaker.regions };
    const [outcome] = await this.door.take({ principal, events: [incoming], ...how });
    return outcome!;
  }

  /** What became of a row that is not open: an answer to the same event again, a conflict for any other. */
  private async standing(row: RejectedRow, mended: Incoming | null): Promise<Resent> {
    if (row.state !== 'resent') throw closed(row);
    const { source, id } = resentOf(row);
    if (mended) {
      const party = partyOfSource(source) ?? '';
      const [taken] = await this.database.query<{ content_hash: Buffer }>(
        'SELECT content_hash FROM intake.identity WHERE fact_id = $1',
        [factId(party, id)],
      );
      if (!taken?.content_hash.equals(hashOf(mended))) throw closed(row);
    }
    return { rejectedId: row.rejected_id, state: row.state, event: { source, id }, status: 'repeated' };
  }
}

async function ownRow({ rejectedId, sql, sight }: Mending): Promise<RejectedRow> {
  const row = await findRejected(sql, rejectedId, sight);
  if (!sight.isWhole(row.party)) throw new Problem('REJECTED_NOT_YOURS');
  return row;
}

/** The party that the event is of. Only what came in from a party can be sent again. */
function speakerOf(row: RejectedRow): string {
  if (partyOfInboundTopic(row.topic) !== null) {
    if (row.party === null) throw new Problem('UNKNOWN_PARTY');
    return row.party;
  }
  throw new Problem(row.party === null ? 'REBUILD_NEEDED' : 'NEW_EVENT_NEEDED', {
    extensions: { origin: { topic: row.topic, partition: row.partition, offset: Number(row.offset) } },
  });
}

// Mending is no leave to make another party say something else.
function demandSameType({ type }: RejectedRow, { json }: Incoming): void {
  const isKnown = inboundTypes.some((known) => known === type);
  if (isKnown && (json as { type?: unknown } | null | undefined)?.type !== type)
    throw new Problem('TYPE_CHANGED', { extensions: { eventType: type } });
}

function closed(row: RejectedRow): Problem {
  const resent = row.resent_id === null ? {} : { resent: resentOf(row) };
  return new Problem('REJECTED_CLOSED', { extensions: { state: row.state, ...resent } });
}

function resentOf(row: RejectedRow): { source: string; id: string } {
  return { source: row.resent_source!, id: row.resent_id! };
}

function hashOf({ json }: Incoming): Buffer {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  return isObject ? contentHash(json as Record<string, unknown>) : noHash;
}

const identityLengthMax = 256;

function identityOf({ json }: Incoming): { source: string | null; id: string | null } {
  const { source, id } = (json ?? {}) as { source?: unknown; id?: unknown };
  const short = (value: unknown): string | null =>
    typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').slice(0, identityLengthMax) : null;
  return { source: short(source), id: short(id) };
}
