import { outboundParty } from '#contracts';
import type { OutboxMessage, Sql } from '#database';

interface Copied {
  message: OutboxMessage;
  parties: string[];
}

/**
 * Keeps what is published on `outbound.<party>`, in the transaction that publishes it: for those who fetch it, and for
 * webhooks. Numbers are given under a lock that ends with the transaction, so that they are in the order of commits:
 * whoever has read up to one has missed none. Answers how many deliveries to webhooks that made.
 */
export async function recordOutbound(
  sql: Sql,
  messages: readonly OutboxMessage[],
  now: number,
): Promise<number> {
  const copied = copiesOf(messages);
  if (copied.length === 0) return 0;
  const events = copied.map(({ message }) => eventOf(message));
  const [row] = await sql.query<{ count: string }>(
    `WITH counted AS (UPDATE outbound.position SET last = last + $1::int RETURNING last - $1::int AS base),
     event AS (
       SELECT counted.base + e.n AS sequence, e.* FROM counted,
         unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[]) AS e (n, event_id, type, key, body)
     ),
     audience AS (SELECT * FROM unnest($7::int[], $8::text[]) AS a (n, party)),
     kept AS (
       INSERT INTO outbound.event (sequence, event_id, type, key, body, recorded_at)
       SELECT sequence, event_id, type, key, body, $9::timestamptz FROM event
     ),
     copied AS (
       INSERT INTO outbound.copy (party, sequence)
       SELECT audience.party, event.sequence FROM event JOIN audience USING (n)
     ),
     queued AS (
       INSERT INTO outbound.delivery (webhook_id, sequence, party, event_id, type, key, queued_at, due_at)
       SELECT w.webhook_id, event.sequence, w.party, event.event_id, event.type, event.key, $9, $9
       FROM event JOIN audience USING (n) JOIN outbound.webhook w USING (party)
       WHERE w.state <> 'removed' AND (w.types IS NULL OR event.type = ANY (w.types))
       RETURNING 1
     )
     SELECT count(*) AS count FROM queued`,
    [
      copied.length,
      copied.map((_, i) => i + 1),
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ key }) => key),
      events.map(({ body }) => body),
      copied.flatMap(({ parties }, i) => parties.map(() => i + 1)),
      copied.flatMap(({ parties }) => parties),
      new Date(now).toISOString(),
    ],
  );
  return Number(row!.count);
}

/** Copies of one event for several parties have the same bytes in the same place. */
function copiesOf(messages: readonly OutboxMessage[]): Copied[] {
  const copies = new Map<Buffer, Copied>();
  for (const message of messages) {
    const party = outboundParty(message.topic);
    if (party === null || message.value === null) continue;
    const copied = copies.get(message.value) ?? { message, parties: [] };
    copied.parties.push(party);
    copies.set(message.value, copied);
  }
  return [...copies.values()];
}

function eventOf({ key, value }: OutboxMessage) {
  const body = value!.toString('utf8');
  const { id, type } = JSON.parse(body) as { id: string; type: string };
  return { id, type, key: key ?? '', body };
}

/** Where the numbers stand: the newest one, and the newest of those that are not kept any more. */
export async function outboundEnds(sql: Sql): Promise<{ last: bigint; ended: bigint }> {
  const [row] = await sql.query<{ last: string; ended: string }>('SELECT last, ended FROM outbound.ends()');
  return { last: BigInt(row!.last), ended: BigInt(row!.ended) };
}

export interface OutboundEvent {
  sequence: bigint;
  body: string;
}

/** What was published for a party after a number, oldest first. */
export async function readOutbound(
  sql: Sql,
  party: string,
  { after, upTo, limit }: { after: bigint; upTo: bigint; limit: number },
): Promise<OutboundEvent[]> {
  const rows = await sql.query<{ sequence: string; body: string }>(
    `SELECT c.sequence, e.body FROM outbound.copy c JOIN outbound.event e USING (sequence)
     WHERE c.party = $1 AND c.sequence > $2 AND c.sequence <= $3 ORDER BY c.sequence LIMIT $4`,
    [party, after.toString(), upTo.toString(), limit],
  );
  return rows.map(({ sequence, body }) => ({ sequence: BigInt(sequence), body }));
}

/** Ends what was published before an instant, with its deliveries. Answers how many events that were. */
export async function endOutbound(sql: Sql, before: Date, limit: number): Promise<number> {
  const [row] = await sql.query<{ count: string; last: string | null }>(
    `WITH old AS (SELECT sequence FROM outbound.event WHERE recorded_at < $1 ORDER BY sequence LIMIT $2),
     gone AS (DELETE FROM outbound.event e USING old WHERE e.sequence = old.sequence)
     SELECT count(*) AS count, max(sequence) AS last FROM old`,
    [before.toISOString(), limit],
  );
  const { count, last } = row!;
  if (last === null) return 0;
  await sql.query('DELETE FROM outbound.copy WHERE sequence <= $1', [last]);
  await sql.query(
    `DELETE FROM outbound.delivery WHERE sequence BETWEEN 1 AND $1 OR sequence < 0 AND queued_at < $2`,
    [last, before.toISOString()],
  );
  await sql.query('UPDATE outbound.position SET ended = greatest(ended, $1)', [last]);
  return Number(count);
}
