import { createHash } from 'node:crypto';
import type { Sql } from './database.js';

const auditLock = 7_165_003;
const genesis = Buffer.alloc(32);

export interface AuditEntry {
  hub: string;
  actor: { kind: 'key' | 'person' | 'system' | 'anonymous'; id: string };
  party: string | null;
  /** What was done or tried, as `noun.verb`, e.g. `key.issued`. */
  action: string;
  /** What it was done to, e.g. `party/e-peken`. */
  subject: string;
  outcome: 'done' | 'refused';
  /** Small and without secrets or personal data. */
  details: Record<string, string | number | boolean | null>;
}

export interface AuditRow extends AuditEntry {
  sequence: number;
  at: Date;
  hash: Buffer;
}

export interface AuditVerdict {
  rows: number;
  /** Sequence of the first row that does not follow from the one before; null: the chain is whole. */
  brokenAt: number | null;
}

interface StoredRow {
  hub: string;
  sequence: string;
  at: Date;
  actor_kind: AuditEntry['actor']['kind'];
  actor_id: string;
  party: string | null;
  action: string;
  subject: string;
  outcome: AuditEntry['outcome'];
  details: AuditEntry['details'];
  previous_hash: Buffer;
  hash: Buffer;
}

/**
 * Appends to a hub's chain, inside the transaction of the change that it tells of: a change without its row, or a row
 * without its change, never happens. Writers of a hub wait for each other until they commit.
 */
export async function appendAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [auditLock, entry.hub]);
  const [last] = await sql.query<{ sequence: string; hash: Buffer }>(
    'SELECT sequence, hash FROM access.audit_end($1)',
    [entry.hub],
  );
  const previous = last?.hash ?? genesis;
  const row = { ...entry, sequence: Number(last?.sequence ?? 0) + 1, at: new Date() };
  await sql.query(
    `INSERT INTO access.audit (hub, sequence, at, actor_kind, actor_id, party, action, subject, outcome, details,
       previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.hub,
      row.sequence,
      row.at,
      row.actor.kind,
      row.actor.id,
      row.party,
      row.action,
      row.subject,
      row.outcome,
      JSON.stringify(row.details),
      previous,
      hashOf(row, previous),
    ],
  );
}

/** Rows after a sequence, oldest first. */
export async function readAudit(sql: Sql, hub: string, after: number, limit: number): Promise<AuditRow[]> {
  return (await storedRows(sql, hub, after, limit)).map(rowOf);
}

/** Reckons a hub's chain again from its first row. */
export async function verifyAudit(sql: Sql, hub: string): Promise<AuditVerdict> {
  const pageSize = 5_000;
  let previous: Buffer = genesis;
  let rows = 0;
  for (;;) {
    const page = await storedRows(sql, hub, rows, pageSize);
    for (const stored of page) {
      const row = rowOf(stored);
      const follows = row.sequence === rows + 1 && stored.previous_hash.equals(previous);
      if (!follows || !hashOf(row, previous).equals(row.hash)) return { rows, brokenAt: rows + 1 };
      previous = row.hash;
      rows++;
    }
    if (page.length < pageSize) return { rows, brokenAt: null };
  }
}

function storedRows(sql: Sql, hub: string, after: number, limit: number): Promise<StoredRow[]> {
  return sql.query<StoredRow>(
    'SELECT * FROM access.audit WHERE hub = $1 AND sequence > $2 ORDER BY sequence LIMIT $3',
    [hub, after, limit],
  );
}

function rowOf(row: StoredRow): AuditRow {
  const { hub, at, party, action, subject, outcome, details, hash } = row;
  const actor = { kind: row.actor_kind, id: row.actor_id };
  return { hub, sequence: Number(row.sequence), at, actor, party, action, subject, outcome, details, hash };
}

// Names of details are sorted: jsonb keeps them in an order of its own.
function hashOf(row: Omit<AuditRow, 'hash'>, previous: Buffer): Buffer {
  const { hub, sequence, at, actor, party, action, subject, outcome } = row;
  const details = Object.entries(row.details).sort(([a], [b]) => (a < b ? -1 : 1));
  const told = [
    hub,
    sequence,
    at.toISOString(),
    actor.kind,
    actor.id,
    party,
    action,
    subject,
    outcome,
    details,
  ];
  return createHash('sha256').update(previous).update(JSON.stringify(told)).digest();
}
