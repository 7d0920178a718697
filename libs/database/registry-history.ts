import type { Sql } from './database.js';
import type { RegistryKind } from './registry.js';

/** One version of one entry, as it was written. */
export interface RegistryVersionRow {
  version: number;
  value: unknown;
  recordedAt: Date;
  recordedBy: string;
  actor: string | null;
  reason: string;
}

interface StoredRow {
  version: string;
  value: unknown;
  recorded_at: Date;
  recorded_by: string;
  actor: string | null;
  reason: string;
}

/** Versions of an entry below `before`, newest first. */
export async function registryHistory(
  sql: Sql,
  of: { kind: RegistryKind; code: string },
  before: number,
  limit: number,
): Promise<RegistryVersionRow[]> {
  const rows = await sql.query<StoredRow>(
    `SELECT version, value, recorded_at, recorded_by, actor, reason FROM registry.change
     WHERE kind = $1 AND code = $2 AND version < $3 ORDER BY version DESC LIMIT $4`,
    [of.kind, of.code, before, limit],
  );
  return rows.map(({ version, value, recorded_at, recorded_by, actor, reason }) => ({
    version: Number(version),
    value,
    recordedAt: recorded_at,
    recordedBy: recorded_by,
    actor,
    reason,
  }));
}

/** Version of the last change of each entry of a kind, removed ones too. */
export async function entryVersions(
  sql: Sql,
  kind: RegistryKind,
  codes?: string[],
): Promise<Map<string, number>> {
  const rows = await sql.query<{ code: string; version: string }>(
    `SELECT code, max(version) AS version FROM registry.change
     WHERE kind = $1 AND ($2::text[] IS NULL OR code = ANY($2)) GROUP BY code`,
    [kind, codes ?? null],
  );
  return new Map(rows.map(({ code, version }) => [code, Number(version)]));
}

/** Which of some entries are in use by what has happened, so that they cannot go. */
export async function entriesInUse(sql: Sql, kind: RegistryKind, codes: string[]): Promise<Set<string>> {
  const query = usedBy[kind];
  if (!query || codes.length === 0) return new Set();
  const rows = await sql.query<{ code: string }>(query, [codes]);
  return new Set(rows.map(({ code }) => code));
}

const usedBy: Partial<Record<RegistryKind, string>> = {
  party: `SELECT DISTINCT party AS code FROM access.api_key
          WHERE party = ANY($1) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
          UNION SELECT DISTINCT party FROM intake.demand WHERE party = ANY($1)`,
  place: `SELECT DISTINCT location AS code FROM reconciler.stock WHERE location = ANY($1)`,
  commodity: `SELECT DISTINCT commodity AS code FROM reconciler.book WHERE commodity = ANY($1)`,
  hub: `SELECT DISTINCT hub AS code FROM reconciler.book WHERE hub = ANY($1)`,
  lane: `SELECT DISTINCT lane AS code FROM dispatcher.shipment
         WHERE lane = ANY($1) AND status NOT IN ('closed', 'declined', 'expired', 'withdrawn', 'cancelled')`,
};
