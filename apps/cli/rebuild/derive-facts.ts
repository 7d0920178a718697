import type { Sql } from '#database';
import type { Part } from './tables.js';

/** Of a ledger's partition: the reconciler has counted all facts below this offset. */
export interface Reach {
  partition: number;
  position: bigint;
}

const dispatchersOwn = `'shipment.committed', 'shipment.released', 'shipment.departed', 'shipment.arrived', 'shipment.regained'`;

/** What each party said of a ledger: how many facts, and the newest times. */
export async function deriveFeeds(sql: Sql, { hub, commodity }: Part, reach: Reach): Promise<void> {
  await sql.query(
    `INSERT INTO rebuild.reconciler_feed (party, hub, commodity, newest_fact_at, newest_accepted_at, facts)
     SELECT party, hub, commodity, max(newest_fact_at), max(newest_accepted_at), sum(facts) FROM (
       SELECT source AS party, hub, commodity, occurred_at AS newest_fact_at, accepted_at AS newest_accepted_at, 1 AS facts
       FROM history.known WHERE (partition < $3 OR partition = $3 AND position < $4) AND fact->>'type' NOT LIKE 'shipment.%'
       UNION ALL
       SELECT party, hub, commodity, newest_fact_at, newest_accepted_at, facts FROM history.tally) f
     WHERE hub = $1 AND commodity = $2 GROUP BY party, hub, commodity`,
    [hub, commodity, reach.partition, reach.position.toString()],
  );
}

/** Identities of what parties said. What the event looked like as it came, and what it mended, no fact tells. */
export async function deriveIdentities(sql: Sql, { hub, commodity }: Part): Promise<void> {
  await sql.query(
    `INSERT INTO rebuild.intake_identity
       (fact_id, party, event_id, type, content_hash, hub, commodity, occurred_at, accepted_at, mends, mended_by)
     SELECT f.fact_id, f.source, f.event_id, 'lumbung.' || (f.fact->>'type') || '.v1', coalesce(i.content_hash, ''),
            f.hub, f.commodity, f.occurred_at, f.accepted_at, i.mends, i.mended_by
     FROM history.known f LEFT JOIN intake.identity i ON i.fact_id = f.fact_id
     WHERE f.hub = $1 AND ${commodity === '' ? `$2 = '' AND f.commodity IS NULL` : 'f.commodity = $2'}
       AND f.fact->>'type' NOT IN (${dispatchersOwn})
     ON CONFLICT DO NOTHING`,
    [hub, commodity],
  );
}

/** Whose each demand is. A demand whose declaration was refused after all is bound too, and no fact tells. */
export async function deriveDemandOwners(sql: Sql, { hub, commodity }: Part): Promise<void> {
  await sql.query(
    `INSERT INTO rebuild.intake_demand (demand_id, hub, commodity, party)
     SELECT DISTINCT ON (fact->>'demandId') fact->>'demandId', hub, commodity, source FROM history.known
     WHERE hub = $1 AND commodity = $2 AND fact->>'type' = 'demand.declared'
     ORDER BY fact->>'demandId', accepted_at`,
    [hub, commodity],
  );
}

/** Promises and their ends, as the dispatcher told them to the ledger. */
export async function deriveCommitments(sql: Sql, { hub, commodity }: Part): Promise<void> {
  await sql.query(
    `INSERT INTO rebuild.dispatcher_commitment (lane, commodity, number, shipment_id, kind, lines, at)
     SELECT f.fact->>'lane', f.commodity, (f.fact->>'commitment')::bigint, f.fact->>'shipmentId',
            substring(f.fact->>'type' FROM 10), coalesce(f.fact->'lines', c.lines, '[]'), f.occurred_at
     FROM history.known f LEFT JOIN dispatcher.commitment c
       ON c.lane = f.fact->>'lane' AND c.commodity = f.commodity AND c.number = (f.fact->>'commitment')::bigint
     WHERE f.hub = $1 AND f.commodity = $2 AND f.fact->>'type' IN (${dispatchersOwn})`,
    [hub, commodity],
  );
}

/**
 * What carriers and receivers said, as far as the dispatcher has read it. What came of it hangs on the shipment
 * as it was then; of a row that is gone the shipment's journey and the refused events tell.
 */
export async function deriveLifecycle(sql: Sql, { hub }: Part): Promise<void> {
  await sql.query(
    `INSERT INTO rebuild.dispatcher_lifecycle (fact_id, shipment_id, type, at, outcome, event)
     SELECT f.fact_id, f.fact->>'shipmentId', f.fact->>'type', f.occurred_at,
            coalesce(l.outcome, CASE
              WHEN s.shipment->'journey'->'steps' ? f.fact_id::text THEN 'moved'
              WHEN EXISTS (SELECT 1 FROM intake.rejected r WHERE r.party = f.source AND r.event_id = f.event_id)
                THEN 'refused'
              WHEN f.fact->>'type' = 'shipment.located' THEN 'moved' ELSE 'unchanged' END),
            f.fact
     FROM history.known f
     JOIN transport.cursor at ON at.consumer = 'dispatcher' AND at.topic = 'facts' AND at.partition = f.partition
       AND f.position < at.next_offset
     LEFT JOIN dispatcher.lifecycle l ON l.fact_id = f.fact_id
     LEFT JOIN dispatcher.shipment s ON s.shipment_id = f.fact->>'shipmentId'
     WHERE f.hub = $1 AND f.commodity IS NULL
     ON CONFLICT DO NOTHING`,
    [hub],
  );
}

/**
 * The status of every shipment that was ever promised, from its promises and their ends. Two facts leave a choice,
 * dispatched or in transit, cancelled or expired, closed or on its way back: there the live row stands.
 */
export async function deriveShipments(sql: Sql, { hub }: Part): Promise<void> {
  await sql.query(
    `INSERT INTO rebuild.dispatcher_shipment
     SELECT s.shipment_id, s.lane, s.hub, s.origin, s.destination, said.status, s.pickup_date, s.carrier, s.sequence,
            s.updated_at, jsonb_set(s.shipment, '{status}', to_jsonb(said.status)),
            jsonb_set(s.event, '{data,status}', to_jsonb(said.status))
     FROM dispatcher.shipment s
     JOIN (
       SELECT shipment_id, CASE
         WHEN departed > 0 AND arrived >= departed THEN ARRAY['closed', 'in_transit']
         WHEN departed > 0 THEN ARRAY['dispatched', 'in_transit']
         WHEN promised > 0 THEN ARRAY['accepted']
         WHEN released > 0 THEN ARRAY['cancelled', 'expired']
         ELSE ARRAY['accepted'] END AS possible
       FROM (
         SELECT shipment_id,
                count(DISTINCT commodity) FILTER (WHERE kind = 'departed') AS departed,
                count(DISTINCT commodity) FILTER (WHERE kind = 'arrived') AS arrived,
                count(*) FILTER (WHERE kind = 'released') AS released,
                count(*) FILTER (WHERE kind = 'committed' AND newest) AS promised
         FROM (SELECT shipment_id, commodity, kind,
                      number = max(number) OVER (PARTITION BY shipment_id, commodity) AS newest
               FROM dispatcher.commitment) n GROUP BY shipment_id) c) p ON p.shipment_id = s.shipment_id
     CROSS JOIN LATERAL (
       SELECT CASE WHEN s.status = ANY(p.possible) THEN s.status ELSE p.possible[1] END AS status) said
     WHERE s.hub = $1`,
    [hub],
  );
}
