import type { RegistryCache } from '#access';
import { sourceOfHub } from '#contracts';
import { clearAlert, raiseAlert } from '#database';
import type { OutboxMessage, Sql } from '#database';
import { agreementAlerts, allCommodities, isSame, type Alert, type Moved } from '#domain';
import type { Pipeline } from '#kafka';
import { Ticker, type Log } from '#runtime';

const tickMs = 1_000;
const everyMs = 60_000;
/** Whoever has this partition of `facts` watches the agreements: they are of no commodity and so of no partition. */
const watchedFrom = 0;

/** Raises and clears what is to be said of agreements, once each, as time and shipments pass. */
export class AgreementWatch {
  private readonly ticker = new Ticker(() => this.tick(), tickMs);
  private looked: { version: number; atMs: number } | null = null;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly registry: RegistryCache,
    private readonly log: Log,
  ) {}

  start(): void {
    this.ticker.start();
  }

  stop(): Promise<void> {
    return this.ticker.stop();
  }

  private async tick(): Promise<void> {
    const at = this.pipeline.partitions().find(({ partition }) => partition === watchedFrom);
    const { registry } = this.registry;
    const now = Date.now();
    const isDue = this.looked?.version !== registry.version || now - this.looked.atMs >= everyMs;
    if (!at || !isDue) return;
    try {
      await this.pipeline.act(at, async (sql) =>
        announce(sql, agreementAlerts(registry, await movements(sql), now), now),
      );
      this.looked = { version: registry.version, atMs: now };
    } catch (err) {
      this.log.warn({ err }, 'agreements will be looked at again');
    }
  }
}

function movements(sql: Sql): Promise<Moved[]> {
  return sql.query<Moved>(
    `SELECT hub, destination AS region, line->>'commodity' AS commodity, max(pickup_date)::text AS date
     FROM dispatcher.shipment, jsonb_array_elements(shipment->'lines') AS line
     WHERE status IN ('dispatched', 'in_transit', 'received', 'closed') GROUP BY 1, 2, 3`,
  );
}

/** Writes what differs from what stands open, and answers the events of it. */
async function announce(sql: Sql, alerts: Alert[], now: number): Promise<OutboxMessage[]> {
  const rows = await sql.query<{ alert: Alert }>(
    `SELECT alert FROM reconciler.alert WHERE commodity = $1 AND code LIKE 'AGREEMENT%' AND cleared_at IS NULL`,
    [allCommodities],
  );
  const open = new Map(rows.map(({ alert }) => [alert.id, alert]));
  const messages: OutboxMessage[] = [];
  for (const alert of alerts) {
    const isKnown = isSame(open.get(alert.id), alert);
    open.delete(alert.id);
    if (isKnown) continue;
    const event = eventOf(alert, 'raised', now);
    await raiseAlert(sql, alert, event, now);
    messages.push(messageOf(alert, event));
  }
  for (const alert of open.values()) {
    const event = eventOf(alert, 'cleared', now);
    await clearAlert(sql, alert.id, event, now);
    messages.push(messageOf(alert, event));
  }
  return messages;
}

function eventOf({ id, ...rest }: Alert, state: 'raised' | 'cleared', now: number): object {
  return {
    specversion: '1.0',
    id: `${id}:${state}:${now}`,
    source: sourceOfHub(rest.hub),
    type: `lumbung.alert.${state}.v1`,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    subject: id,
    sequence: String(now).padStart(20, '0'),
    data: { alertId: id, ...rest },
  };
}

function messageOf({ hub, commodity }: Alert, event: object): OutboxMessage {
  return { topic: 'alerts', key: `${hub}/${commodity}`, value: Buffer.from(JSON.stringify(event)) };
}
