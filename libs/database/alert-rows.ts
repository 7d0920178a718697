import type { Alert } from '#domain';
import type { Sql } from './database.js';

/** Writes down that an alert stands. One that stands already keeps the time since when. */
export async function raiseAlert(sql: Sql, alert: Alert, event: object, now: number): Promise<void> {
  await sql.query(
    `INSERT INTO reconciler.alert AS a (alert_id, hub, commodity, code, severity, subject, raised_at, alert, event)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (alert_id) DO UPDATE SET
       severity = excluded.severity, alert = excluded.alert, event = excluded.event, cleared_at = NULL,
       raised_at = CASE WHEN a.cleared_at IS NULL THEN a.raised_at ELSE excluded.raised_at END`,
    [
      alert.id,
      alert.hub,
      alert.commodity,
      alert.code,
      alert.severity,
      alert.subject,
      new Date(now).toISOString(),
      JSON.stringify(alert),
      JSON.stringify(event),
    ],
  );
}

/** Writes down that an alert is over. */
export async function clearAlert(sql: Sql, alertId: string, event: object, now: number): Promise<void> {
  await sql.query('UPDATE reconciler.alert SET cleared_at = $2, event = $3 WHERE alert_id = $1', [
    alertId,
    new Date(now).toISOString(),
    JSON.stringify(event),
  ]);
}
