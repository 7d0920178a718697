import type { BilingualText } from '#contracts';
import type { Sql } from '#database';
import type { Configuration, ConnectorKind } from './connector.js';

export interface ConnectorVersion {
  party: string;
  kind: ConnectorKind;
  version: number;
  configuration: Configuration;
  reason: string;
  savedBy: { kind: string; id: string };
  savedAt: Date;
}

export interface ConnectorState {
  lastRunAt: Date | null;
  lastOkAt: Date | null;
  lastError: { code: string; text: BilingualText; at: string } | null;
  failures: number;
  items: number;
  events: number;
  refused: number;
  cursor: unknown;
}

export type Connector = ConnectorVersion & ConnectorState;

interface VersionRow {
  party: string;
  kind: ConnectorKind;
  version: number;
  configuration: Configuration;
  reason: string;
  saved_by_kind: string;
  saved_by: string;
  saved_at: Date;
}

interface StateRow {
  last_run_at: Date | null;
  last_ok_at: Date | null;
  last_error: ConnectorState['lastError'];
  failures: number | null;
  items: string | null;
  events: string | null;
  refused: string | null;
  cursor: unknown;
}

const newest = `SELECT DISTINCT ON (party, kind) * FROM connectors.mapping ORDER BY party, kind, version DESC`;

/** The present declaration of every connector with its state; of one party or one kind when named. */
export async function currentConnectors(
  sql: Sql,
  { party, kind }: { party?: string; kind?: ConnectorKind } = {},
): Promise<Connector[]> {
  const rows = await sql.query<VersionRow & StateRow>(
    `SELECT m.*, r.last_run_at, r.last_ok_at, r.last_error, r.failures, r.items, r.events, r.refused, r.cursor
     FROM (${newest}) m LEFT JOIN connectors.run r USING (party, kind)
     WHERE ($1::text IS NULL OR party = $1) AND ($2::text IS NULL OR kind = $2) ORDER BY party, kind`,
    [party ?? null, kind ?? null],
  );
  return rows.map((row) => ({ ...versionOf(row), ...stateOf(row) }));
}

/** Every version of one connector, newest first. */
export async function connectorVersions(
  sql: Sql,
  party: string,
  kind: ConnectorKind,
  limit: number,
): Promise<ConnectorVersion[]> {
  const rows = await sql.query<VersionRow>(
    `SELECT * FROM connectors.mapping WHERE party = $1 AND kind = $2 ORDER BY version DESC LIMIT $3`,
    [party, kind, limit],
  );
  return rows.map(versionOf);
}

export interface Saving {
  party: string;
  kind: ConnectorKind;
  configuration: Configuration;
  reason: string;
  by: { kind: string; id: string };
}

/**
 * Adds a version, inside a transaction; the same declaration again adds none. What went wrong under an older version
 * is forgiven: the new one is due at once.
 */
export async function saveConnector(sql: Sql, saving: Saving): Promise<{ version: number; isNew: boolean }> {
  const { party, kind, configuration, reason, by } = saving;
  await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`connectors/${party}/${kind}`]);
  const [last] = await sql.query<{ version: number; same: boolean }>(
    `SELECT version, configuration = $3::jsonb AS same FROM connectors.mapping
     WHERE party = $1 AND kind = $2 ORDER BY version DESC LIMIT 1`,
    [party, kind, JSON.stringify(configuration)],
  );
  if (last?.same) return { version: last.version, isNew: false };
  const version = (last?.version ?? 0) + 1;
  await sql.query(
    `INSERT INTO connectors.mapping (party, kind, version, configuration, reason, saved_by_kind, saved_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [party, kind, version, JSON.stringify(configuration), reason, by.kind, by.id],
  );
  await sql.query(`UPDATE connectors.run SET failures = 0, due_at = now() WHERE party = $1 AND kind = $2`, [
    party,
    kind,
  ]);
  return { version, isNew: true };
}

export interface RunCounts {
  items: number;
  events: number;
  refused: number;
}

/** Writes down what came through a connector that others start: a push or an upload. */
export async function recordArrival(
  sql: Sql,
  party: string,
  kind: ConnectorKind,
  counts: RunCounts,
  error: ConnectorState['lastError'],
): Promise<void> {
  await sql.query(
    `INSERT INTO connectors.run AS r (party, kind, last_run_at, last_ok_at, last_error, failures, items, events, refused)
     VALUES ($1, $2, now(), CASE WHEN $6::jsonb IS NULL THEN now() END, $6, CASE WHEN $6::jsonb IS NULL THEN 0 ELSE 1 END,
             $3, $4, $5)
     ON CONFLICT (party, kind) DO UPDATE SET
       last_run_at = now(), last_ok_at = coalesce(excluded.last_ok_at, r.last_ok_at), last_error = excluded.last_error,
       failures = CASE WHEN excluded.failures = 0 THEN 0 ELSE r.failures + 1 END,
       items = r.items + excluded.items, events = r.events + excluded.events, refused = r.refused + excluded.refused`,
    [party, kind, counts.items, counts.events, counts.refused, error === null ? null : JSON.stringify(error)],
  );
}

export interface Lease {
  party: string;
  kind: ConnectorKind;
  holder: string;
}

/** Takes the turn to run a connector that is due; null: it is not, or another instance has it. */
export async function takeLease(
  sql: Sql,
  { party, kind, holder }: Lease,
  seconds: number,
): Promise<{ cursor: unknown; failures: number } | null> {
  const [row] = await sql.query<{ cursor: unknown; failures: number }>(
    `INSERT INTO connectors.run AS r (party, kind, lease_holder, lease_until, last_run_at)
     VALUES ($1, $2, $3, now() + make_interval(secs => $4), now())
     ON CONFLICT (party, kind) DO UPDATE SET
       lease_holder = excluded.lease_holder, lease_until = excluded.lease_until, last_run_at = now()
     WHERE (r.due_at IS NULL OR r.due_at <= now())
       AND (r.lease_until IS NULL OR r.lease_until < now() OR r.lease_holder = excluded.lease_holder)
     RETURNING cursor, failures`,
    [party, kind, holder, seconds],
  );
  return row ?? null;
}

/**
 * Moves the cursor, last of all: whatever is before it is with the broker. False when another instance has taken
 * over; then what was read is read again there, and repeats have no effect.
 */
export async function moveCursor(
  sql: Sql,
  { party, kind, holder }: Lease,
  cursor: unknown,
  counts: RunCounts,
  seconds: number,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE connectors.run SET cursor = $4, items = items + $5, events = events + $6, refused = refused + $7,
       lease_until = now() + make_interval(secs => $8)
     WHERE party = $1 AND kind = $2 AND lease_holder = $3 AND lease_until >= now() RETURNING party`,
    [party, kind, holder, JSON.stringify(cursor), counts.items, counts.events, counts.refused, seconds],
  );
  return rows.length > 0;
}

/** Ends a turn and says when the next one is due. */
export async function endLease(
  sql: Sql,
  { party, kind, holder }: Lease,
  { dueAt, failures, error }: { dueAt: Date; failures: number; error: ConnectorState['lastError'] },
): Promise<void> {
  await sql.query(
    `UPDATE connectors.run SET lease_holder = NULL, lease_until = NULL, due_at = $4, failures = $5,
       last_ok_at = CASE WHEN $6::jsonb IS NULL THEN now() ELSE last_ok_at END, last_error = $6
     WHERE party = $1 AND kind = $2 AND lease_holder = $3`,
    [party, kind, holder, dueAt.toISOString(), failures, error === null ? null : JSON.stringify(error)],
  );
}

function versionOf(row: VersionRow): ConnectorVersion {
  const { party, kind, version, configuration, reason, saved_by_kind, saved_by, saved_at } = row;
  return {
    party,
    kind,
    version,
    configuration,
    reason,
    savedBy: { kind: saved_by_kind, id: saved_by },
    savedAt: saved_at,
  };
}

function stateOf(row: StateRow): ConnectorState {
  return {
    lastRunAt: row.last_run_at,
    lastOkAt: row.last_ok_at,
    lastError: row.last_error,
    failures: row.failures ?? 0,
    items: Number(row.items ?? 0),
    events: Number(row.events ?? 0),
    refused: Number(row.refused ?? 0),
    cursor: row.cursor ?? null,
  };
}
