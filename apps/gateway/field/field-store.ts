import type { Sql } from '#database';

/** A producer and those of its places that a phone may report. */
export interface Grant {
  party: string;
  places: string[];
}

export interface InvitationRow {
  invitation_id: string;
  party: string;
  grants: Grant[];
  entered_by: string | null;
  uses_left: number;
  created_at: Date;
  expires_at: Date;
}

export interface DeviceRow {
  device_id: string;
  party: string;
  grants: Grant[];
  entered_by: string | null;
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const invitationColumns = 'invitation_id, party, grants, entered_by, uses_left, created_at, expires_at';
const deviceColumns =
  'device_id, party, grants, entered_by, created_at, expires_at, last_used_at, revoked_at';
const open = 'withdrawn_at IS NULL AND uses_left > 0 AND expires_at > now()';

/** Links that still let a phone in, newest first. */
export function openInvitations(sql: Sql, limit: number): Promise<InvitationRow[]> {
  return sql.query<InvitationRow>(
    `SELECT ${invitationColumns} FROM field.invitation WHERE ${open} ORDER BY created_at DESC LIMIT $1`,
    [limit],
  );
}

export async function countOpen(sql: Sql, party: string): Promise<number> {
  // Links of one party are counted one request at a time.
  await sql.query('SELECT pg_advisory_xact_lock(7165008, hashtext($1))', [party]);
  const [row] = await sql.query<{ count: string }>(
    `SELECT count(*) AS count FROM field.invitation WHERE party = $1 AND ${open}`,
    [party],
  );
  return Number(row!.count);
}

export async function insertInvitation(
  sql: Sql,
  row: InvitationRow & { token_hash: Buffer; created_by: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO field.invitation (${invitationColumns}, token_hash, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.invitation_id,
      row.party,
      JSON.stringify(row.grants),
      row.entered_by,
      row.uses_left,
      row.created_at,
      row.expires_at,
      row.token_hash,
      row.created_by,
    ],
  );
}

/** False: there is no such open link among those that may be seen. */
export async function withdrawInvitation(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE field.invitation SET withdrawn_at = now()
     WHERE invitation_id = $1 AND withdrawn_at IS NULL RETURNING 1`,
    [id],
  );
  return rows.length === 1;
}

/** Uses a link up by one; null when it lets nobody in any more. */
export async function takeInvitation(sql: Sql, tokenHash: Buffer): Promise<InvitationRow | null> {
  const [row] = await sql.query<InvitationRow>(
    `UPDATE field.invitation SET uses_left = uses_left - 1 WHERE token_hash = $1 AND ${open}
     RETURNING ${invitationColumns}`,
    [tokenHash],
  );
  return row ?? null;
}

export async function insertDevice(
  sql: Sql,
  { invitation_id, party, grants, entered_by }: InvitationRow,
  device: { id: string; secretHash: Buffer; now: Date; expiresAt: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO field.device
       (device_id, party, secret_hash, invitation_id, grants, entered_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      device.id,
      party,
      device.secretHash,
      invitation_id,
      JSON.stringify(grants),
      entered_by,
      device.now,
      device.expiresAt,
    ],
  );
}

/** The phone that joined by this link with this secret before and never got its answer; null: there is none. */
export async function joinedBefore(
  sql: Sql,
  tokenHash: Buffer,
  secretHash: Buffer,
): Promise<Pick<DeviceRow, 'device_id' | 'expires_at'> | null> {
  const [row] = await sql.query<Pick<DeviceRow, 'device_id' | 'expires_at'>>(
    `SELECT d.device_id, d.expires_at FROM field.device d JOIN field.invitation i USING (invitation_id)
     WHERE d.secret_hash = $1 AND i.token_hash = $2 AND d.revoked_at IS NULL`,
    [secretHash, tokenHash],
  );
  return row ?? null;
}

/** Phones, the live ones first, then the newest. */
export function listDevices(sql: Sql, limit: number): Promise<DeviceRow[]> {
  return sql.query<DeviceRow>(
    `SELECT ${deviceColumns} FROM field.device ORDER BY revoked_at IS NOT NULL, created_at DESC LIMIT $1`,
    [limit],
  );
}

/** False: there is no such live phone among those that may be seen. */
export async function revokeDevice(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE field.device SET revoked_at = now() WHERE device_id = $1 AND revoked_at IS NULL RETURNING 1',
    [id],
  );
  return rows.length === 1;
}

export interface ProvenRow extends DeviceRow {
  /** The name of the officer whose phone it is. */
  person: string | null;
  /** False: that officer has no account any more, or is no field officer. */
  is_served: boolean;
}

/** The phone with this secret, and whether the officer whose phone it is may still enter; null: there is none. */
export async function deviceOf(sql: Sql, secretHash: Buffer): Promise<ProvenRow | null> {
  const [row] = await sql.query<ProvenRow>(
    `SELECT ${deviceColumns
      .split(', ')
      .map((name) => `d.${name}`)
      .join(', ')}, p.name AS person,
       d.entered_by IS NULL OR (p.status = 'active' AND p.roles && '{field,administrator}') AS is_served
     FROM field.device d LEFT JOIN people.person p ON p.id = d.entered_by WHERE d.secret_hash = $1`,
    [secretHash],
  );
  return row ?? null;
}

/** At most once a minute: when a phone was last heard of. */
export async function markUsed(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `UPDATE field.device SET last_used_at = now()
     WHERE device_id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [id],
  );
}
