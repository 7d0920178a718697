import type { RegistryCache } from '#access';
import type { OutboxMessage, Sql } from '#database';
import { goodsAwaitingAlert, type Alert, type GoodsAwaiting, type Registry } from '#domain';
import type { Pipeline } from '#kafka';
import { Ticker, type Log } from '#runtime';
import { again } from './again.js';
import { tellAlert } from './alerts.js';

const tickMs = 5_000;
const atOnceMax = 200;
const lock = 7_165_008;
const hourMs = 3_600_000;

/** Raises an alert for goods that wait too long for a decision, and clears it when somebody decided. */
export class HeldGoodsClock {
  private readonly ticker = new Ticker(() => this.tick(), tickMs);

  constructor(
    private readonly sql: Sql,
    private readonly pipeline: Pipeline,
    private readonly registry: RegistryCache,
    private readonly hours: number,
    private readonly log: Log,
  ) {}

  start(): void {
    this.ticker.start();
  }

  stop(): Promise<void> {
    return this.ticker.stop();
  }

  private async tick(): Promise<void> {
    const at = this.pipeline.partitions().find(({ topic }) => topic === 'allocations');
    if (!at) return;
    try {
      const { late, over } = await goodsDue(this.sql, Date.now(), this.hours);
      if (late.length + over.length === 0) return;
      await this.pipeline.act(at, (sql) =>
        announceHeldGoods(sql, this.registry.registry, Date.now(), this.hours),
      );
    } catch (err) {
      this.log.warn({ err }, 'goods that wait for a decision will be looked at again');
    }
  }
}

/** What waits too long without an alert, and the alerts of what waits no more. */
async function goodsDue(
  sql: Sql,
  now: number,
  hours: number,
): Promise<{ late: GoodsAwaiting[]; over: Alert[] }> {
  const late = await sql.query<GoodsAwaiting>(
    `SELECT o.shipment_id AS "shipmentId", o.hub, o.destination, o.commodity, o.unit,
            sum(o.awaiting)::float8 AS quantity
     FROM dispatcher.over_short o
     WHERE o.awaiting > 0 AND o.received_at <= $1
       AND NOT EXISTS (SELECT FROM reconciler.alert a
         WHERE a.alert_id = 'GOODS_AWAITING/' || o.hub || '/' || o.shipment_id || '/' || o.commodity
           AND a.cleared_at IS NULL)
     GROUP BY o.shipment_id, o.hub, o.destination, o.commodity, o.unit
     ORDER BY o.shipment_id, o.commodity LIMIT ${atOnceMax}`,
    [new Date(now - hours * hourMs).toISOString()],
  );
  const over = await sql.query<{ alert: Alert }>(
    `SELECT a.alert FROM reconciler.alert a
     WHERE a.code = 'GOODS_AWAITING' AND a.cleared_at IS NULL
       AND NOT EXISTS (SELECT FROM dispatcher.over_short o
         WHERE o.awaiting > 0 AND o.hub = a.hub AND o.commodity = a.commodity
           AND a.alert_id = 'GOODS_AWAITING/' || o.hub || '/' || o.shipment_id || '/' || o.commodity)
     ORDER BY a.alert_id LIMIT ${atOnceMax}`,
  );
  return { late, over: over.map(({ alert }) => alert) };
}

/** Raises and clears what is due. Whoever comes second finds nothing to do. */
export async function announceHeldGoods(
  sql: Sql,
  registry: Registry,
  now: number,
  hours: number,
): Promise<OutboxMessage[]> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [lock]);
  const { late, over } = await goodsDue(sql, now, hours);
  const messages: OutboxMessage[] = [];
  // Of an alert that may be raised again the later word has the higher number.
  for (const goods of late)
    messages.push(await tellAlert(sql, goodsAwaitingAlert(goods, hours, registry), 'raised', now, now));
  for (const alert of over) messages.push(await tellAlert(sql, alert, 'cleared', now, now));
  return messages;
}

const endEveryMs = 60_000;
const endAtOnceMax = 100;
const dayMs = 86_400_000;

/** Ends photos that are older than they are kept, a few at a time. */
export function endOldPhotos(sql: Sql, days: number, log: Pick<Log, 'warn'>): Ticker {
  return again(
    endEveryMs,
    () => endPhotos(sql, Date.now() - days * dayMs),
    log,
    'old photos will be ended later',
  );
}

/** Ends some of what was uploaded before an instant; answers how many that were. */
export async function endPhotos(sql: Sql, before: number): Promise<number> {
  const ended = await sql.query(
    `DELETE FROM dispatcher.photo WHERE (shipment_id, photo_id) IN (
       SELECT shipment_id, photo_id FROM dispatcher.photo WHERE uploaded_at < $1
       ORDER BY uploaded_at LIMIT ${endAtOnceMax}) RETURNING 1`,
    [new Date(before).toISOString()],
  );
  return ended.length;
}
