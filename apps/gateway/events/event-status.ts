import { factId } from '#access';
import type { RegistryCache } from '#access';
import { partyOfSource, sourceOfParty } from '#contracts';
import { correctionOf, successorOf } from '#database';
import type { Sql } from '#database';
import type { Fact } from '#domain';
import { mayRead } from '../scope/scope.js';
import type { Scope } from '../scope/scope.js';

interface StatusRow {
  type: string;
  hub: string | null;
  commodity: string | null;
  occurred_at: Date;
  accepted_at: Date;
  fact: Fact | null;
  corrected: boolean;
  /** Nothing rests on it any more, and its month has ended. */
  forgotten: boolean;
  held: { text: { id: string; en: string } } | null;
  outcome: string | null;
  mends: string | null;
  mended_by: string | null;
}

interface RefusedRow {
  code: string;
  text: { id: string; en: string };
  details: unknown[];
  type: string | null;
  received_at: Date;
}

const sourcePattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Tells what became of an event: accepted | applied | superseded | held | rejected, with the reason. */
export class EventStatuses {
  constructor(
    private readonly sql: Sql,
    private readonly registry: RegistryCache,
  ) {}

  /** @returns null when nothing of that identity ever came, or the reader may not know */
  async find(source: string, eventId: string, scope: Scope, reader: string | null) {
    const party = partyOfSource(source) ?? source.replace(/^urn:lumbung:hub:/, '');
    if (!sourcePattern.test(party) || eventId.length > 256 || eventId.includes('\u0000')) return null;
    const accepted = await this.accepted(party, eventId);
    const refused = await this.refused(party, eventId);
    const location = accepted?.fact && 'location' in accepted.fact ? accepted.fact.location : null;
    const place = location === null ? undefined : this.registry.index.places.get(location);
    const visible = {
      hub: accepted?.hub ?? null,
      regions: [place?.region ?? location ?? ''],
      places: location === null ? [] : [location],
      parties: [party],
      offered: false,
      partyOnly: true,
    };
    if (!mayRead(scope, visible) || (!accepted && !refused)) return null;
    const identity = { source: sourceOfParty(party), id: eventId };
    const own = party === reader;
    return accepted
      ? {
          ...identity,
          ...(await this.describe(accepted, refused)),
          acceptedAt: accepted.accepted_at.toISOString(),
          ...mendOf(accepted),
        }
      : {
          ...identity,
          status: 'rejected',
          type: refused!.type,
          reason: reasonOf(refused!, own),
          acceptedAt: null,
        };
  }

  private async accepted(party: string, eventId: string): Promise<StatusRow | undefined> {
    const id = factId(party, eventId);
    const [row] = await this.sql.query<StatusRow>(
      `SELECT i.type, i.hub, i.commodity, i.occurred_at, i.accepted_at, i.mends, i.mended_by,
              CASE WHEN at.next_offset > e.position THEN e.fact END AS fact,
              EXISTS (SELECT 1 FROM history.known c WHERE c.subject = $2) AS corrected,
              e.fact IS NULL AND EXISTS (SELECT 1 FROM history.ended h WHERE h.hub = i.hub
                AND h.commodity = i.commodity AND i.accepted_at < h.accepted_before) AS forgotten,
              (SELECT alert FROM reconciler.alert a WHERE a.hub = i.hub AND a.commodity = i.commodity
               AND a.code = 'HELD_FACT' AND a.cleared_at IS NULL AND a.subject = i.fact_id::text LIMIT 1) AS held,
              l.outcome
       FROM intake.identity i
       LEFT JOIN history.known e ON e.fact_id = i.fact_id AND e.accepted_at = i.accepted_at
         AND e.commodity IS NOT NULL
       LEFT JOIN transport.cursor at ON at.consumer = 'reconciler' AND at.topic = 'facts'
         AND at.partition = e.partition
       LEFT JOIN dispatcher.lifecycle l ON l.fact_id = i.fact_id
       WHERE i.fact_id = $1`,
      [id, correctionOf(id)],
    );
    return row;
  }

  private async refused(party: string, eventId: string): Promise<RefusedRow | undefined> {
    const [row] = await this.sql.query<RefusedRow>(
      `SELECT code, text, details, type, received_at FROM intake.rejected
       WHERE party = $1 AND event_id = $2 ORDER BY number DESC LIMIT 1`,
      [party, eventId],
    );
    return row;
  }

  private async describe(row: StatusRow, refused: RefusedRow | undefined) {
    const { type, held, fact } = row;
    const time = row.occurred_at.toISOString();
    if (row.outcome === 'refused')
      return { type, time, status: 'rejected', reason: refused ? reasonOf(refused, true) : null };
    if (held) return { type, time, status: 'held', reason: { code: 'HELD_FACT', text: held.text } };
    if (row.corrected) return { type, time, status: 'superseded', reason: correctedReason };
    if (row.forgotten) return { type, time, status: 'superseded', reason: forgottenReason };
    if (!fact) return { type, time, status: row.outcome === null ? 'accepted' : 'applied', reason: null };
    const newer = await this.isSuperseded(fact);
    return { type, time, status: newer ? 'superseded' : 'applied', reason: newer ? newerReason : null };
  }

  /** True when a newer count of the same lot, or revision of the same demand or forecast, has replaced it. */
  private async isSuperseded(fact: Fact): Promise<boolean> {
    const subject = successorOf(fact);
    if (subject === null) return false;
    const [row] = await this.sql.query(
      `SELECT 1 FROM history.known
       WHERE subject = $1 AND (occurred_at, event_id COLLATE "C") > ($2::timestamptz, $3) LIMIT 1`,
      [subject, new Date(fact.time).toISOString(), fact.eventId],
    );
    return row !== undefined;
  }
}

function mendOf({ mends, mended_by }: StatusRow) {
  return mends === null ? {} : { mends: { rejectedId: mends, by: mended_by } };
}

function reasonOf({ code, text, details }: RefusedRow, own: boolean) {
  return { code, text, ...(own ? { errors: details } : {}) };
}

const correctedReason = {
  code: 'CORRECTED',
  text: { id: 'Dibatalkan oleh koreksi.', en: 'A correction took it back.' },
};

const forgottenReason = {
  code: 'HISTORY_ENDED',
  text: {
    id: 'Sudah melewati masa simpan; keadaan sekarang tidak bergantung padanya lagi.',
    en: 'It is older than what is kept; nothing rests on it any more.',
  },
};

const newerReason = {
  code: 'NEWER_FACT',
  text: { id: 'Ada laporan yang lebih baru.', en: 'A newer report has taken its place.' },
};
