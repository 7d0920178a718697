import { isInOverShort, lineKey, overShort, type OverShortLine, type Registry, type Shipment } from '#domain';
import type { Sql } from './database.js';

/** A state of a shipment and the one before it; null: there is none. */
export interface ShipmentStep {
  before: Shipment | null;
  after: Shipment;
  /** When it became so, epoch milliseconds. */
  at: number;
}

interface Settled {
  line: OverShortLine;
  at: number;
}

/** Writes states of shipments into the over/short ledger, those of one shipment in their order. */
export async function recordOverShort(
  sql: Sql,
  steps: readonly ShipmentStep[],
  registry: Registry,
  now: number,
): Promise<void> {
  const told = steps.filter(isTold);
  if (told.length === 0) return;
  const ids = [...new Set(told.map(({ after }) => after.shipmentId))];
  const rows = await sql.query<{ line: StoredLine }>(
    `SELECT to_jsonb(o) AS line FROM dispatcher.over_short o WHERE shipment_id = ANY($1)`,
    [ids],
  );
  const known = new Map<string, OverShortLine[]>(ids.map((id) => [id, []]));
  for (const { line } of rows) known.get(line['shipment_id'] as string)!.push(lineOf(line));
  const settled: Settled[] = [];
  for (const { before, after, at } of told) {
    const lines = known.get(after.shipmentId)!;
    const was = new Set(lines.filter((line) => line.settled).map(lineKey));
    const next = overShort(lines, before, after, timezoneOf(after, registry));
    known.set(after.shipmentId, next);
    for (const line of next)
      if (line.settled && !was.has(lineKey(line))) settled.push({ line, at: line.receivedAt ?? at });
  }
  await save(sql, [...known.values()].flat(), now);
  await price(sql, settled, registry);
}

/** Throws the ledger away and writes it again from what is kept of the shipments' states; answers its lines. */
export async function rebuildOverShort(sql: Sql, registry: Registry, now: number): Promise<number> {
  // Whoever writes meanwhile waits, and then goes on from what stands here.
  await sql.query('LOCK TABLE dispatcher.over_short IN SHARE ROW EXCLUSIVE MODE');
  await sql.query('DELETE FROM dispatcher.over_short');
  const pageMax = 200;
  for (let from = ''; ;) {
    const ids = await sql.query<{ id: string }>(
      `SELECT shipment_id AS id FROM dispatcher.shipment WHERE shipment_id > $1 ORDER BY shipment_id LIMIT ${pageMax}`,
      [from],
    );
    if (ids.length === 0) break;
    from = ids.at(-1)!.id;
    const states = await sql.query<{ shipment: Shipment; at: Date }>(
      `SELECT shipment, at FROM dispatcher.shipment_revision WHERE shipment_id = ANY($1) ORDER BY shipment_id, sequence`,
      [ids.map(({ id }) => id)],
    );
    const steps = states.map(({ shipment, at }, k): ShipmentStep => {
      const last = states[k - 1]?.shipment;
      return {
        before: last?.shipmentId === shipment.shipmentId ? last : null,
        after: shipment,
        at: at.getTime(),
      };
    });
    await recordOverShort(sql, steps, registry, now);
  }
  const [row] = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM dispatcher.over_short',
  );
  return row!.count;
}

/** Positions come by the thousand, and say nothing of quantities. */
function isTold({ before, after }: ShipmentStep): boolean {
  if (!isInOverShort(after)) return false;
  return before === null || before.status !== after.status || before.lines !== after.lines;
}

function timezoneOf({ destination, hub }: Shipment, registry: Registry): string {
  const region = registry.regions.find(({ code }) => code === destination);
  return region?.timezone ?? registry.hubs.find(({ code }) => code === hub)?.timezone ?? 'Asia/Jakarta';
}

type StoredLine = Record<string, unknown>;

const columns = {
  shipmentId: 'shipment_id',
  commodity: 'commodity',
  demandId: 'demand_id',
  location: 'location',
  lot: 'lot',
  hub: 'hub',
  lane: 'lane',
  origin: 'origin',
  destination: 'destination',
  carrier: 'carrier',
  unit: 'unit',
  pickupDate: 'pickup_date',
  arrivalBy: 'arrival_by',
  status: 'status',
  settled: 'settled',
  recommended: 'recommended',
  accepted: 'accepted',
  loaded: 'loaded',
  received: 'received',
  over: 'over',
  short: 'short',
  missing: 'missing',
  returned: 'returned',
  damaged: 'damaged',
  refused: 'refused',
  wrong: 'wrong',
  surplus: 'surplus',
  wasted: 'wasted',
  restocked: 'restocked',
  awaiting: 'awaiting',
  receivedAt: 'received_at',
  lateMinutes: 'late_minutes',
  onTime: 'on_time',
  inFull: 'in_full',
} as const satisfies Record<keyof OverShortLine, string>;
const names = Object.values(columns);
const keys = names.slice(0, 5);

function lineOf(stored: StoredLine): OverShortLine {
  const line = Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, stored[column]]));
  const { receivedAt } = line as { receivedAt: string | null };
  return {
    ...line,
    receivedAt: receivedAt === null ? null : Date.parse(receivedAt),
  } as unknown as OverShortLine;
}

async function save(sql: Sql, lines: readonly OverShortLine[], now: number): Promise<void> {
  const rows = lines.map((line) => ({
    ...Object.fromEntries(
      Object.entries(columns).map(([key, column]) => [column, line[key as keyof OverShortLine]]),
    ),
    received_at: line.receivedAt === null ? null : new Date(line.receivedAt).toISOString(),
    updated_at: new Date(now).toISOString(),
  }));
  const all = [...names, 'updated_at'];
  const others = all.filter((name) => !(keys as string[]).includes(name));
  await sql.query(
    `INSERT INTO dispatcher.over_short (${all.join(', ')})
     SELECT ${all.join(', ')} FROM jsonb_populate_recordset(NULL::dispatcher.over_short, $1::jsonb)
     ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [JSON.stringify(rows)],
  );
}

/** How old a price may be to say what goods are worth. */
const priceDaysMax = 90;

/**
 * Gives lines the newest price that had been observed when they were settled: at a market of their destination, or
 * else anywhere at the hub. A line of a commodity without one has no price.
 */
async function price(sql: Sql, lines: readonly Settled[], registry: Registry): Promise<void> {
  // Lines of one commodity that were settled at once have one price.
  const groups = new Map(
    lines.map((each) => [[each.line.shipmentId, each.line.commodity, each.at].join('\n'), each]),
  );
  for (const { line, at } of groups.values()) {
    const { shipmentId, hub, commodity, destination } = line;
    await sql.query(
      `UPDATE dispatcher.over_short o
       SET price = (p.fact->>'price')::bigint, price_at = p.occurred_at, price_market = p.fact->>'market',
           price_source = p.source
       FROM (SELECT * FROM (
               (${priceQuery("AND f.fact->>'market' = ANY($6)")}) UNION ALL (${priceQuery('')})
             ) AS either LIMIT 1) AS p
       WHERE o.shipment_id = $1 AND o.commodity = $3 AND o.settled AND o.price IS NULL
         AND coalesce(o.received_at, $4::timestamptz) = $4::timestamptz`,
      [
        shipmentId,
        hub,
        commodity,
        new Date(at).toISOString(),
        priceDaysMax,
        marketsOf(destination, registry),
      ],
    );
  }
}

function priceQuery(more: string): string {
  return `SELECT f.fact, f.occurred_at, f.source FROM history.fact f
     WHERE f.hub = $2 AND f.commodity = $3 AND starts_with(f.subject, E'price\\n')
       AND f.occurred_at <= $4::timestamptz AND f.occurred_at > $4::timestamptz - make_interval(days => $5::int) ${more}
       AND NOT EXISTS (SELECT FROM history.fact c WHERE c.subject = E'corrects\\n' || f.fact_id)
     ORDER BY f.occurred_at DESC, f.event_id DESC LIMIT 1`;
}

/** Under what names prices of a region are told: its own, its places', and those of its parties. */
function marketsOf(region: string, { places, parties }: Registry): string[] {
  return [
    region,
    ...places.filter((place) => place.region === region).map(({ code }) => code),
    ...parties.filter(({ regions }) => regions.includes(region)).map(({ code }) => code),
  ];
}
