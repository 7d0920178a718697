import pg from 'pg';

export interface FillSizes {
  commodities: number;
  places: number;
  demands: number;
  shipments: number;
  facts: number;
  alerts: number;
  /** Plans on record of each commodity. */
  plans: number;
}

/** At `$1` … as the sizes above; everything of hub btc, over about ninety days. */
const statements = (s: FillSizes): string[] => [
  `CREATE TEMP TABLE commodity AS
     SELECT 'bench.commodity-' || lpad(k::text, 2, '0') AS code, k FROM generate_series(1, ${s.commodities}) k`,
  `CREATE TEMP TABLE city AS SELECT code, row_number() OVER () - 1 AS k FROM unnest(ARRAY[
     '31', '32.73', '32.74', '32.75', '32.76', '33.72', '35.78', '62.71', '64.72', '74.71']) code`,
  `INSERT INTO reconciler.stock (hub, commodity, lot_id, region, location, plan_number, line)
   SELECT 'btc', c.code, l.location || '/default', l.region, l.location, ${s.plans},
     jsonb_build_object('lotId', l.location || '/default', 'location', l.location, 'lot', 'default', 'region', l.region,
       'source', 'party-' || p % 500, 'countedAt', 1.7e12::bigint, 'availableFrom', '2026-11-24',
       'bestBefore', '2026-12-24', 'grade', NULL, 'onHand', 1000000, 'available', 900000, 'allocated', 500000,
       'forecast', false, 'reasons', '[]'::jsonb)
   FROM commodity c, generate_series(1, ${s.places}) p,
     LATERAL (SELECT 'bench-place-' || p AS location, CASE p % 2 WHEN 0 THEN '35.72' ELSE '35.05' END AS region) l`,
  `INSERT INTO reconciler.demand (hub, commodity, demand_id, destination, party, plan_number, line)
   SELECT 'btc', c.code, 'bench-demand-' || d, city.code, 'party-' || d % 500, ${s.plans},
     jsonb_build_object('demandId', 'bench-demand-' || d, 'source', 'party-' || d % 500, 'destination', city.code,
       'windowFrom', '2026-11-24', 'windowTo', '2026-11-30', 'need', 1000000, 'allocated', 500000, 'priority', 5,
       'minShelfLifeDays', 0, 'grade', NULL, 'estimated', false, 'reasons', '[]'::jsonb)
   FROM generate_series(1, ${s.demands}) d JOIN commodity c ON c.k = d % ${s.commodities} + 1
     JOIN city ON city.k = d / ${s.commodities} % 10`,
  `INSERT INTO reconciler.balance (hub, commodity, region, plan_number, changed_at, line, balance, event)
   SELECT 'btc', c.code, city.code, ${s.plans}, now(), b, b, jsonb_build_object('data', b)
   FROM commodity c, city, LATERAL (SELECT jsonb_build_object('hub', 'btc', 'commodity', c.code, 'region', city.code,
     'onHand', 0, 'need', 1, 'allocated', 1, 'unit', 'g') AS b) line`,
  `INSERT INTO reconciler.book (hub, commodity, partition, plan_number)
   SELECT 'btc', code, k % 6, ${s.plans} FROM commodity`,
  `INSERT INTO reconciler.plan (hub, commodity, number, computed_at, now_ms, registry_version, partition, position,
     valid_until_ms, digest, allocations, commitments)
   SELECT 'btc', c.code, n, now() - (${s.plans} - n) * interval '10 seconds', 0, 1, c.k % 6, n, NULL, '',
     a.allocations, '{}' FROM commodity c, generate_series(1, ${s.plans}) n,
     (SELECT jsonb_agg(jsonb_build_object('lotId', 'bench-place-' || i || '/default', 'demandId', 'bench-demand-' || i,
        'lane', '35.72-31-road', 'pickupDate', '2026-11-24', 'quantity', i * 1000)) AS allocations
      FROM generate_series(1, 100) i) a`,
  `INSERT INTO reconciler.alert (alert_id, hub, commodity, code, severity, subject, raised_at, cleared_at, alert, event)
   SELECT 'alert-' || a, 'btc', c.code, 'SHORTAGE', 'warning', city.code, now() - a * interval '1 minute',
     CASE WHEN a % 200 = 0 THEN NULL ELSE now() - a * interval '30 seconds' END,
     jsonb_build_object('id', 'alert-' || a, 'code', 'SHORTAGE', 'hub', 'btc', 'commodity', c.code), '{}'
   FROM generate_series(1, ${s.alerts}) a JOIN commodity c ON c.k = a % ${s.commodities} + 1
     JOIN city ON city.k = a / ${s.commodities} % 10`,
  `CREATE TEMP TABLE trip AS
   SELECT n, city.code AS destination, current_date - (n % 90) + 3 AS pickup,
     CASE WHEN n % 90 > 4 THEN (ARRAY['closed', 'closed', 'closed', 'withdrawn'])[n % 4 + 1]
          ELSE (ARRAY['recommended', 'accepted', 'in_transit', 'received'])[n % 4 + 1] END AS status,
     CASE WHEN n % 3 = 0 THEN 'brantas-logistik' END AS carrier
   FROM generate_series(1, ${s.shipments}) n JOIN city ON city.k = n % 10`,
  `CREATE TEMP TABLE loaded AS
   SELECT t.*, '35.72-' || t.destination || '-road.' || t.pickup || '.ambient.' || t.n AS id,
     jsonb_build_object('shipmentId', '35.72-' || t.destination || '-road.' || t.pickup || '.ambient.' || t.n,
       'hub', 'btc', 'lane', '35.72-' || t.destination || '-road', 'origin', '35.72', 'destination', t.destination,
       'status', t.status, 'carrier', t.carrier, 'pickupDate', t.pickup, 'revision', 2, 'journey', '[]'::jsonb,
       'lines', (SELECT jsonb_agg(jsonb_build_object('commodity', c.code, 'lotId', 'bench-place-' || i || '/default',
          'location', 'bench-place-' || (t.n * 7 + i) % ${s.places} + 1, 'demandId', 'bench-demand-' || i,
          'quantity', 1000 * i, 'unit', 'g')) FROM generate_series(1, 8) i
          JOIN commodity c ON c.k = (t.n + i / 4) % ${s.commodities} + 1)) AS shipment
   FROM trip t`,
  `INSERT INTO dispatcher.shipment (shipment_id, lane, hub, origin, destination, status, pickup_date, carrier, sequence,
     updated_at, shipment, event)
   SELECT id, shipment->>'lane', 'btc', '35.72', destination, status, pickup, carrier, 2, now(), shipment,
     jsonb_build_object('data', shipment - 'journey') FROM loaded`,
  `INSERT INTO dispatcher.shipment_revision (shipment_id, sequence, at, shipment)
   SELECT id, r, now() - (n % 90) * interval '1 day' + r * interval '1 hour', shipment FROM loaded, generate_series(1, 2) r`,
  `CREATE TABLE IF NOT EXISTS history.fact_bench PARTITION OF history.fact DEFAULT`,
  `CREATE TEMP TABLE said AS SELECT n, gen_random_uuid() AS id, now() - n * interval '7 seconds' AS at, c.code
   FROM generate_series(1, ${s.facts}) n JOIN commodity c ON c.k = n % ${s.commodities} + 1`,
  `INSERT INTO history.fact (accepted_at, fact_id, partition, position, hub, commodity, subject, source, event_id,
     occurred_at, fact)
   SELECT at, id, n % 6, ${s.facts} - n, 'btc', code, 'count' || n % 2000 || code, 'party-' || n % 500, 'event-' || n, at,
     jsonb_build_object('id', id, 'source', 'party-' || n % 500, 'eventId', 'event-' || n, 'type', 'stock.counted',
       'hub', 'btc', 'commodity', code, 'location', 'bench-place-' || n % 50 + 1, 'lot', 'default', 'quantity', n)
   FROM said`,
  `INSERT INTO intake.identity (fact_id, party, event_id, type, content_hash, hub, commodity, occurred_at, accepted_at)
   SELECT id, 'party-' || n % 500, 'event-' || n, 'lumbung.stock.counted.v1', decode(md5(n::text), 'hex'), 'btc', code, at,
     at FROM said`,
  `INSERT INTO intake.rejected (rejected_id, party, event_id, type, code, text, topic, partition, "offset", payload,
     received_at, state, resolved_at)
   SELECT gen_random_uuid(), 'party-' || n % 500, 'bad-' || n, 'lumbung.stock.counted.v1', 'UNKNOWN_PLACE',
     '{"id": "-", "en": "-"}', 'inbound.gateway', 0, n, repeat('x', 300), now() - n * interval '1 minute',
     CASE WHEN n % 50 = 0 THEN 'open' ELSE 'dismissed' END, CASE WHEN n % 50 = 0 THEN NULL ELSE now() END
   FROM generate_series(1, ${s.facts} / 10) n`,
  `INSERT INTO reconciler.feed (party, hub, commodity, newest_fact_at, newest_accepted_at, facts)
   SELECT 'party-' || p, 'btc', c.code, now(), now(), 2000 FROM generate_series(1, 500) p, commodity c WHERE (p + c.k) % 4 = 0`,
];

/** Fills a prepared database by SQL with what a large installation has after a quarter of a year. */
export async function fillDatabase(url: string, sizes: FillSizes): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    // It can be made again, so nobody waits for the disk.
    await client.query('SET synchronous_commit = off');
    await client.query("SET work_mem = '64MB'");
    for (const statement of statements(sizes)) await client.query(statement);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
