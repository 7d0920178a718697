import { isOnRoad, type Shipment, type ShipmentLocated } from '#domain';
import { askForLook, gatherMs, insertReadings, type Sql } from '#database';
import type { Trigger } from './messages.js';

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
