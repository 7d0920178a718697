import type { Sql } from '#database';
import type { ChannelName } from './channels.js';

/** A place that a sender reports; its number is its position in the list. */
export interface SenderPlace {
  place: string;
  nicknames: string[];
}

export interface Sender {
  senderId: string;
  party: string;
  channel: ChannelName;
  /** Null once it is revoked. */
  address: string | null;
  places: SenderPlace[];
  consentAt: Date;
  createdAt: Date;
}

interface SenderRow {
  sender_id: string;
  party: string;
  channel: ChannelName;
  address: string | null;
  places: SenderPlace[];
  consent_at: Date;
  created_at: Date;
}

const columns = 'sender_id, party, channel, address, places, consent_at, created_at';

/** Whose message it is, held until the transaction ends: messages of one sender are answered one after the other. */
export async function holdSender(sql: Sql, channel: ChannelName, address: string): Promise<Sender | null> {
  const [row] = await sql.query<SenderRow>(
    `SELECT ${columns} FROM messages.sender WHERE channel = $1 AND address = $2 AND revoked_at IS NULL FOR UPDATE`,
    [channel, address],
  );
  return row ? senderOf(row) : null;
}

export async function findSender(sql: Sql, senderId: string): Promise<Sender | null> {
  const [row] = await sql.query<SenderRow>(
    `SELECT ${columns} FROM messages.sender WHERE sender_id = $1 AND revoked_at IS NULL`,
    [senderId],
  );
  return row ? senderOf(row) : null;
}

export async function listSenders(sql: Sql, party: string | null, limit: number): Promise<Sender[]> {
  const rows = await sql.query<SenderRow>(
    `SELECT ${columns} FROM messages.sender WHERE revoked_at IS NULL AND ($1::text IS NULL OR party = $1)
     ORDER BY party, created_at, sender_id LIMIT $2`,
    [party, limit],
  );
  return rows.map(senderOf);
}

/** False when somebody has that address already. */
export async function insertSender(sql: Sql, sender: Sender): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO messages.sender (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (channel, address) WHERE revoked_at IS NULL DO NOTHING RETURNING sender_id`,
    [
      sender.senderId,
      sender.party,
      sender.channel,
      sender.address,
      JSON.stringify(sender.places),
      sender.consentAt.toISOString(),
      sender.createdAt.toISOString(),
    ],
  );
  return rows.length > 0;
}

/** The address goes at once, the conversation within an hour. */
export async function revokeSender(sql: Sql, senderId: string, now: Date): Promise<void> {
  await sql.query(`UPDATE messages.sender SET address = NULL, revoked_at = $2 WHERE sender_id = $1`, [
    senderId,
    now.toISOString(),
  ]);
}

function senderOf(row: SenderRow): Sender {
  const { sender_id: senderId, party, channel, address, places, consent_at, created_at } = row;
  return { senderId, party, channel, address, places, consentAt: consent_at, createdAt: created_at };
}
