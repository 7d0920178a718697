import type { Sql } from '#database';
import { refusalText } from '#contracts';
import type { Refusal } from '#kafka';
import { idReused, type Accepted } from './admission.js';

export interface Sorted {
  /** Never seen before: these become facts. */
  fresh: Accepted[];
  /** Seen, with the same content: no effect. */
  repeated: Accepted[];
  conflicting: { item: Accepted; refusal: Refusal }[];
}

/**
 * Writes the identities of new facts and tells new ones from repeats. A demand is bound to the party that
 * declares it first.
 */
export async function claimIdentities(sql: Sql, accepted: Accepted[]): Promise<Sorted> {
  const sorted: Sorted = { fresh: [], repeated: [], conflicting: [] };
  const candidates = await bindDemands(sql, accepted, sorted);
  const first = new Map<string, Accepted>();
  const again: Accepted[] = [];
  for (const item of candidates) {
    if (first.has(item.fact.id)) again.push(item);
    else first.set(item.fact.id, item);
  }
  // Sorted, so that two partitions that carry the same events never wait for each other in a circle.
  const unique = [...first.values()].sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
  const fresh = await insertIdentities(sql, unique);
  const known = await contentHashes(
    sql,
    unique.filter((item) => !fresh.has(item.fact.id)).map((item) => item.fact.id),
  );
  for (const item of candidates) {
    if (first.get(item.fact.id) === item && fresh.has(item.fact.id)) sorted.fresh.push(item);
    else {
      const hash = known.get(item.fact.id) ?? first.get(item.fact.id)!.contentHash;
      if (hash.equals(item.contentHash)) sorted.repeated.push(item);
      else sorted.conflicting.push({ item, refusal: idReused });
    }
  }
  return sorted;
}

async function insertIdentities(sql: Sql, items: Accepted[]): Promise<Set<string>> {
  if (items.length === 0) return new Set();
  const rows = await sql.query<{ fact_id: string }>(
    `INSERT INTO intake.identity
       (fact_id, party, event_id, type, content_hash, hub, commodity, occurred_at, accepted_at, mends, mended_by)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::text[],
                          $8::timestamptz[], $9::timestamptz[], $10::uuid[], $11::text[])
     ON CONFLICT DO NOTHING RETURNING fact_id`,
    [
      items.map(({ fact }) => fact.id),
      items.map(({ fact }) => fact.source),
      items.map(({ fact }) => fact.eventId),
      items.map(({ event }) => event.type),
      items.map(({ contentHash }) => contentHash),
      items.map(({ fact }) => fact.hub),
      items.map(({ fact }) => ('commodity' in fact ? fact.commodity : null)),
      items.map(({ fact }) => new Date(fact.time).toISOString()),
      items.map(({ fact }) => new Date(fact.acceptedAt).toISOString()),
      items.map(({ mend }) => mend?.rejectedId ?? null),
      items.map(({ mend }) => mend?.by ?? null),
    ],
  );
  return new Set(rows.map((row) => row.fact_id));
}

async function contentHashes(sql: Sql, ids: string[]): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ fact_id: string; content_hash: Buffer }>(
    `SELECT fact_id, content_hash FROM intake.identity WHERE fact_id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.fact_id, row.content_hash]));
}

async function bindDemands(sql: Sql, accepted: Accepted[], sorted: Sorted): Promise<Accepted[]> {
  const declared = new Map<string, { hub: string; commodity: string; source: string }>();
  for (const { fact } of accepted)
    if (fact.type === 'demand.declared' && !declared.has(fact.demandId)) declared.set(fact.demandId, fact);
  if (declared.size === 0) return accepted;
  const entries = [...declared].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql.query(
    `INSERT INTO intake.demand (demand_id, hub, commodity, party)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
    [
      entries.map(([id]) => id),
      entries.map(([, d]) => d.hub),
      entries.map(([, d]) => d.commodity),
      entries.map(([, d]) => d.source),
    ],
  );
  const rows = await sql.query<{ demand_id: string; commodity: string; hub: string; party: string }>(
    `SELECT demand_id, hub, commodity, party FROM intake.demand WHERE demand_id = ANY($1)`,
    [entries.map(([id]) => id)],
  );
  const owners = new Map(rows.map((row) => [row.demand_id, row]));
  return accepted.filter((item) => {
    if (item.fact.type !== 'demand.declared') return true;
    const owner = owners.get(item.fact.demandId)!;
    if (owner.party !== item.fact.source) sorted.conflicting.push({ item, refusal: notYourDemand });
    else if (owner.commodity !== item.fact.commodity || owner.hub !== item.fact.hub)
      sorted.conflicting.push({ item, refusal: demandChanged });
    else return true;
    return false;
  });
}

const notYourDemand: Refusal = {
  code: 'NOT_YOUR_DEMAND',
  text: refusalText('NOT_YOUR_DEMAND'),
  details: [],
};

const demandChanged: Refusal = {
  code: 'DEMAND_CHANGED',
  text: refusalText('DEMAND_CHANGED'),
  details: [],
};
