import type { RegistryIndex } from '#access';
import type { Sql } from '#database';
import type { Party } from '#domain';
import type { FeedItem } from '../live/feed-board.js';

interface FeedRow {
  party: string;
  newest: Date;
  accepted: Date;
  facts: string;
}

const secondsPerHour = 3_600;

/** Every party's feed against its cadence: those that agreed to report, and those that ever did. */
export async function readFeeds(sql: Sql, index: RegistryIndex, nowMs: number): Promise<FeedItem[]> {
  const rows = await sql.query<FeedRow>(
    `SELECT party, max(newest_fact_at) AS newest, max(newest_accepted_at) AS accepted, sum(facts) AS facts
     FROM reconciler.feed GROUP BY party`,
  );
  const heard = new Map(rows.map((row) => [row.party, row]));
  return index.registry.parties
    .filter((party) => heard.has(party.code) || (party.status === 'active' && party.cadenceHours !== null))
    .map((party) => feedOf(party, heard.get(party.code), nowMs))
    .sort((a, b) => (a.party < b.party ? -1 : 1));
}

function feedOf(party: Party, row: FeedRow | undefined, nowMs: number): FeedItem {
  const ageSeconds = row ? Math.max(0, Math.round((nowMs - row.newest.getTime()) / 1_000)) : null;
  const cadenceSeconds = party.cadenceHours === null ? null : party.cadenceHours * secondsPerHour;
  return {
    party: party.code,
    nameId: party.nameId,
    nameEn: party.nameEn,
    newestFactAt: row?.newest.toISOString() ?? null,
    acceptedAt: row?.accepted.toISOString() ?? null,
    cadenceSeconds,
    ageSeconds,
    state: stateOf(ageSeconds, cadenceSeconds),
    facts: Number(row?.facts ?? 0),
  };
}

/** fresh within the cadence, late within twice of it, stale beyond, silent when nothing ever came. */
export function stateOf(ageSeconds: number | null, cadenceSeconds: number | null): FeedItem['state'] {
  if (ageSeconds === null) return 'silent';
  if (cadenceSeconds === null || ageSeconds <= cadenceSeconds) return 'fresh';
  return ageSeconds <= 2 * cadenceSeconds ? 'late' : 'stale';
}
