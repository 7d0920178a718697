import type { Sql } from '#database';

const endedPerSweep = 100;

/** Notes that keys are users of Kafka now. */
export async function markKafkaUsers(sql: Sql, keyIds: readonly string[]): Promise<void> {
  await sql.query('UPDATE access.api_key SET kafka_user = true WHERE key_id = ANY($1)', [keyIds]);
}

/** Keys that have ended and are users of Kafka still, some at a time. */
export async function endedKafkaUsers(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ key_id: string }>(
    `SELECT key_id FROM access.api_key
     WHERE kafka_user AND (revoked_at IS NOT NULL OR expires_at <= now()) LIMIT $1`,
    [endedPerSweep],
  );
  return rows.map(({ key_id }) => key_id);
}

/** Notes that keys are no users of Kafka any more. */
export async function unmarkKafkaUsers(sql: Sql, keyIds: readonly string[]): Promise<void> {
  await sql.query('UPDATE access.api_key SET kafka_user = false WHERE key_id = ANY($1)', [keyIds]);
}
