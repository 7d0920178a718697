import {
  isOnRoad,
  isSame,
  trackAlerts,
  type Alert,
  type Registry,
  type Shipment,
  type ShipmentLocated,
} from '#domain';
import {
  askForLook,
  clearAlert,
  gatherMs,
  insertReadings,
  raiseAlert,
  type OutboxMessage,
  type Sql,
} from '#database';
import type { Trigger } from './messages.js';
import { alertEvent } from './offers.js';

/** How many times faster than real trucks the ones here go. */
export const PACE = Symbol('PACE');

const isThere: ReadonlySet<string> = new Set(['received', 'closed']);

/** Begins to watch what leaves, and ends it with the trip: what was received is one more finished trip of its lane. */
export async function watchShipments(
  sql: Sql,
  states: readonly { shipment: Shipment; last: Shipment | null }[],
  trigger: Trigger | null,
  now: number,
): Promise<void> {
  for (const { shipment, last } of states) {
    const was = last !== null && isOnRoad(last);
    const is = isOnRoad(shipment);
    if (was === is) continue;
    const { shipmentId, lane, status } = shipment;
    const at = new Date(trigger?.time ?? now).toISOString();
    if (is)
      await sql.query(
        `INSERT INTO dispatcher.watch (shipment_id, lane, left_at, due_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (shipment_id) DO UPDATE SET left_at = excluded.left_at, due_at = excluded.due_at,
           arrived_at = NULL, watch = NULL`,
        [shipmentId, lane, at, new Date(now).toISOString()],
      );
    else
      await sql.query(
        `UPDATE dispatcher.watch SET due_at = NULL,
           arrived_at = coalesce(arrived_at, CASE WHEN $2 AND $3::timestamptz > left_at THEN $3::timestamptz END)
         WHERE shipment_id = $1`,
        [shipmentId, isThere.has(status), at],
      );
  }
}

/** A position that came as an event is kept like those that came in bulk, and looked at with them. */
export async function keepReading(
  sql: Sql,
  event: ShipmentLocated,
  now: number,
  pace: number,
): Promise<void> {
  const { shipmentId, time, latitude, longitude, temperatureCelsius } = event;
  await insertReadings(
    sql,
    event.source,
    [{ shipmentId, time, latitude, longitude, temperatureCelsius }],
    now,
  );
  await askForLook(sql, [shipmentId], now, gatherMs / pace);
}

/** Raises and clears what the receiving city and the hub should know of a shipment on the road. */
export async function announceTrack(
  sql: Sql,
  before: Shipment | null,
  after: Shipment,
  registry: Registry,
  now: number,
): Promise<OutboxMessage[]> {
  const old = new Map(
    (before === null ? [] : trackAlerts(before, registry)).map((alert) => [alert.id, alert]),
  );
  const messages: OutboxMessage[] = [];
  const tell = (alert: Alert, event: object) =>
    messages.push({
      topic: 'alerts',
      key: `${alert.hub}/${alert.commodity}`,
      value: Buffer.from(JSON.stringify(event)),
    });
  for (const alert of trackAlerts(after, registry)) {
    const told = old.get(alert.id);
    old.delete(alert.id);
    if (isSame(told, alert)) continue;
    const event = alertEvent(alert, 'raised', after.revision, now);
    await raiseAlert(sql, alert, event, now);
    tell(alert, event);
  }
  for (const alert of old.values()) {
    const event = alertEvent(alert, 'cleared', after.revision, now);
    await clearAlert(sql, alert.id, event, now);
    tell(alert, event);
  }
  return messages;
}
