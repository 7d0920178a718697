import type { Reading } from '#domain';
import type { Sql } from './database.js';

/** A reading of a shipment, as it is stored. */
export interface ShipmentReading extends Reading {
  shipmentId: string;
}

/**
 * Adds readings that a party sent, each shipment and time once.
 * @returns whether each was new, in their order
 */
export async function insertReadings(
  sql: Sql,
  party: string,
  readings: readonly ShipmentReading[],
  now: number,
): Promise<boolean[]> {
  if (readings.length === 0) return [];
  const column = (of: (reading: ShipmentReading) => unknown) => readings.map(of);
  const rows = await sql.query<{ shipment_id: string; at: Date }>(
    `INSERT INTO dispatcher.reading (shipment_id, at, party, latitude, longitude, temperature_celsius, received_at)
     SELECT shipment_id, at, $1, latitude, longitude, celsius, $2
     FROM unnest($3::text[], $4::timestamptz[], $5::float8[], $6::float8[], $7::float8[])
       AS r (shipment_id, at, latitude, longitude, celsius)
     ON CONFLICT DO NOTHING RETURNING shipment_id, at`,
    [
      party,
      new Date(now).toISOString(),
      column(({ shipmentId }) => shipmentId),
      column(({ time }) => new Date(time).toISOString()),
      column(({ latitude }) => latitude),
      column(({ longitude }) => longitude),
      column(({ temperatureCelsius }) => temperatureCelsius),
    ],
  );
  const fresh = new Set(rows.map(({ shipment_id: id, at }) => `${id} ${at.getTime()}`));
  // The second of two that are the same in one request is the repeat.
  return readings.map(({ shipmentId, time }) => fresh.delete(`${shipmentId} ${time}`));
}

/** What comes within this time is looked at together. */
export const gatherMs = 15_000;

/**
 * Asks for a look at shipments of which something was read; one that was looked at less than `gatherMs` ago waits
 * for more. Call it when the readings are committed: a look that is under way is waited for.
 */
export async function askForLook(
  sql: Sql,
  shipmentIds: Iterable<string>,
  now: number,
  gatherMs: number,
): Promise<void> {
  await sql.query(
    `UPDATE dispatcher.watch AS w SET due_at = least(w.due_at,
       greatest($2::timestamptz, w.looked_at + make_interval(secs => $3::float8 / 1000)))
     FROM (SELECT shipment_id FROM dispatcher.watch WHERE shipment_id = ANY($1)
           ORDER BY shipment_id COLLATE "C" FOR UPDATE) AS locked
     WHERE w.shipment_id = locked.shipment_id`,
    [[...new Set(shipmentIds)], new Date(now).toISOString(), gatherMs],
  );
}

interface ReadingRow {
  at: Date;
  latitude: number;
  longitude: number;
  celsius: number | null;
}

/** Readings of a shipment in order of time, after an instant, as many as `max`. */
export async function loadReadings(
  sql: Sql,
  shipmentId: string,
  after: number | null,
  max: number,
): Promise<Reading[]> {
  const rows = await sql.query<ReadingRow>(
    `SELECT at, latitude, longitude, temperature_celsius AS celsius FROM dispatcher.reading
     WHERE shipment_id = $1 AND ($2::timestamptz IS NULL OR at > $2) ORDER BY at LIMIT $3`,
    [shipmentId, after === null ? null : new Date(after).toISOString(), max],
  );
  return rows.map(readingOf);
}

/** The newest readings of a shipment, as many as `max`, in order of time. */
export async function loadTrack(sql: Sql, shipmentId: string, max: number): Promise<Reading[]> {
  const rows = await sql.query<ReadingRow>(
    `SELECT at, latitude, longitude, temperature_celsius AS celsius FROM dispatcher.reading
     WHERE shipment_id = $1 ORDER BY at DESC LIMIT $2`,
    [shipmentId, max],
  );
  return rows.reverse().map(readingOf);
}

function readingOf({ at, latitude, longitude, celsius }: ReadingRow): Reading {
  return { time: at.getTime(), latitude, longitude, temperatureCelsius: celsius };
}

/** Ends what came before an instant, as much as `max` at once; answers how many that were. */
export async function endReadings(sql: Sql, before: number, max: number): Promise<number> {
  const rows = await sql.query(
    `DELETE FROM dispatcher.reading WHERE (shipment_id, at) IN
       (SELECT shipment_id, at FROM dispatcher.reading WHERE received_at < $1 LIMIT $2) RETURNING 1`,
    [new Date(before).toISOString(), max],
  );
  return rows.length;
}
