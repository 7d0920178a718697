import type { RegistryCache } from '#access';
import { endReadings, loadReadings, type Database, type OutboxMessage, type Sql } from '#database';
import { follow, isTempered, noBelief, type Registry, type Shipment, type Watch } from '#domain';
import type { Pipeline } from '#kafka';
import { Ticker, type Log } from '#runtime';
import { again } from './again.js';
import { publishShipments } from './lane.js';
import { loadShipment, lockLanes } from './store.js';

const tickMs = 500;
const looksMax = 200;
const troubleMs = 60_000;
const tripsMax = 200;
/** Trips of longer ago say little about the road of today. */
const tripDaysMax = 180;
const readingsMax = 1_000;
const temperaturesMax = 20_000;
const dayMs = 86_400_000;

interface Due {
  shipmentId: string;
  lane: string;
}

/** Shipments of which something was read, or of which time alone may have something to say. */
export function shipmentsDue(sql: Sql, now: number): Promise<Due[]> {
  return sql.query<Due>(
    `SELECT shipment_id AS "shipmentId", lane FROM dispatcher.watch WHERE due_at <= $1 ORDER BY due_at LIMIT $2`,
    [new Date(now).toISOString(), looksMax],
  );
}

/** Looks at one shipment that is due, whose lane is locked; whoever comes second finds it looked at. */
export async function lookAt(
  sql: Sql,
  shipmentId: string,
  registry: Registry,
  pace: number,
  now: number,
): Promise<OutboxMessage[]> {
  const [row] = await sql.query<{ leftAt: Date; lane: string; watch: Watch | null }>(
    `SELECT left_at AS "leftAt", lane, watch FROM dispatcher.watch
     WHERE shipment_id = $1 AND due_at <= $2 FOR UPDATE`,
    [shipmentId, new Date(now).toISOString()],
  );
  const shipment = row && (await loadShipment(sql, shipmentId));
  if (!row || !shipment) return [];
  const watch = row.watch ?? { belief: noBelief, outer: 0 };
  const after = watch.belief.doubted.at(-1)?.time ?? watch.belief.last?.time ?? null;
  const readings = await loadReadings(sql, shipmentId, after, readingsMax);
  const seen = follow(
    shipment,
    {
      leftAt: row.leftAt.getTime(),
      watch,
      readings,
      measured: await loadTemperatures(sql, shipment, registry),
      tripsMs: await loadTrips(sql, row.lane, now),
      registry,
      pace,
    },
    now,
  );
  const dueAt = readings.length === readingsMax ? now : seen.dueAt;
  const arrivedAt = seen.shipment?.tracking?.arrivedAt;
  await sql.query(
    `UPDATE dispatcher.watch SET watch = $2, looked_at = $3, due_at = $4,
       arrived_at = coalesce(arrived_at, $5::timestamptz) WHERE shipment_id = $1`,
    [shipmentId, JSON.stringify(seen.watch), ...[now, dueAt, arrivedAt ?? null].map(text)],
  );
  if (seen.shipment === null) return [];
  const before = new Map([[shipmentId, shipment]]);
  const newest = readings.at(-1);
  const trigger = newest === undefined ? null : { time: newest.time, acceptedAt: now };
  return publishShipments(sql, [seen.shipment], before, registry, now, trigger);
}

function text(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

async function loadTemperatures(sql: Sql, shipment: Shipment, registry: Registry) {
  if (!isTempered(shipment, registry)) return [];
  const rows = await sql.query<{ at: Date; celsius: number }>(
    `SELECT at, temperature_celsius AS celsius FROM dispatcher.reading
     WHERE shipment_id = $1 AND temperature_celsius IS NOT NULL ORDER BY at LIMIT $2`,
    [shipment.shipmentId, temperaturesMax],
  );
  return rows.map(({ at, celsius }) => ({ time: at.getTime(), temperatureCelsius: celsius }));
}

async function loadTrips(sql: Sql, lane: string, now: number): Promise<number[]> {
  const rows = await sql.query<{ leftAt: Date; arrivedAt: Date }>(
    `SELECT left_at AS "leftAt", arrived_at AS "arrivedAt" FROM dispatcher.watch
     WHERE lane = $1 AND arrived_at > $2 ORDER BY arrived_at DESC LIMIT $3`,
    [lane, new Date(now - tripDaysMax * dayMs).toISOString(), tripsMax],
  );
  return rows.map(({ leftAt, arrivedAt }) => arrivedAt.getTime() - leftAt.getTime());
}

/**
 * Looks at shipments on the road when something was read of them, and when nothing was for too long. What is due is
 * asked of the tables each time, so a restart loses nothing; one that cannot be looked at does not hold up the others.
 */
export class TrackClock {
  private readonly ticker = new Ticker(() => this.tick(), tickMs);
  private isStopping = false;

  constructor(
    private readonly sql: Sql,
    private readonly pipeline: Pipeline,
    private readonly registry: RegistryCache,
    private readonly log: Pick<Log, 'warn'>,
    private readonly pace: number,
  ) {}

  start(): void {
    this.ticker.start();
  }

  stop(): Promise<void> {
    this.isStopping = true;
    return this.ticker.stop();
  }

  private async tick(): Promise<void> {
    try {
      for (const due of await shipmentsDue(this.sql, Date.now())) {
        const at = this.pipeline.partitions().find(({ topic }) => topic === 'allocations');
        if (!at || this.isStopping) return;
        await this.look(due, at);
      }
    } catch (err) {
      this.log.warn({ err }, 'shipments on the road will be looked at again');
    }
  }

  private async look({ shipmentId, lane }: Due, at: Parameters<Pipeline['act']>[0]): Promise<void> {
    try {
      await this.pipeline.act(at, async (sql) => {
        await lockLanes(sql, [lane]);
        return lookAt(sql, shipmentId, this.registry.registry, this.pace, Date.now());
      });
    } catch (err) {
      this.log.warn({ err, shipmentId }, 'a shipment on the road will be looked at later');
      await this.sql.query('UPDATE dispatcher.watch SET due_at = $2 WHERE shipment_id = $1', [
        shipmentId,
        new Date(Date.now() + troubleMs).toISOString(),
      ]);
    }
  }
}

const endEveryMs = 60_000;
const endAtOnceMax = 20_000;

/** Ends readings that are older than is kept, a little at a time. */
export function endOldReadings(database: Database, days: number, log: Pick<Log, 'warn'>): Ticker {
  const end = () => endReadings(database, Date.now() - days * dayMs, endAtOnceMax);
  return again(endEveryMs, end, log, 'old readings will be ended later');
}
