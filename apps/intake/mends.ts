import { closeAsResent, lockRejected, recordRefusedMending, type Mending, type Sql } from '#database';
import { refusalText } from '#contracts';
import type { Refusal } from '#kafka';
import type { Accepted, Refused } from './admission.js';
import type { Mend } from './mend.js';

const closed: Refusal = { code: 'REJECTED_CLOSED', text: refusalText('REJECTED_CLOSED'), details: [] };

/**
 * Lets one event take the place of each rejected one, and refuses every other. Locks those rejected events, so
 * that two partitions never mend the same one at once.
 */
export async function admitMends(
  sql: Sql,
  accepted: Accepted[],
): Promise<{ open: Accepted[]; conflicting: { item: Accepted; refusal: Refusal }[] }> {
  const ids = accepted.flatMap(({ mend }) => (mend ? [mend.rejectedId] : []));
  const rows = await lockRejected(sql, [...new Set(ids)]);
  const open: Accepted[] = [];
  const conflicting: { item: Accepted; refusal: Refusal }[] = [];
  for (const item of accepted) {
    const row = item.mend ? rows.get(item.mend.rejectedId) : undefined;
    const { source, id } = identityOf(item);
    if (row && !(row.id === null ? row.state === 'open' : row.source === source && row.id === id)) {
      conflicting.push({ item, refusal: closed });
      continue;
    }
    if (row) Object.assign(row, { source, id });
    open.push(item);
  }
  return { open, conflicting };
}

/** Closes what was mended, and writes down at what was not why the event in its place was refused too. */
export async function settleMends(
  sql: Sql,
  taken: Accepted[],
  refused: { item: Accepted; refusal: Refusal }[],
  unreadable: Refused[],
): Promise<void> {
  for (const item of taken) if (item.mend) await closeAsResent(sql, { ...item.mend, ...identityOf(item) });
  for (const { item, refusal } of refused)
    if (item.mend) await recordRefusedMending(sql, { ...item.mend, ...identityOf(item) }, refusal);
  for (const { mend, refusal } of unreadable)
    if (mend) await recordRefusedMending(sql, unread(mend), refusal);
}

/** What is on record of a mended event that cannot be read, or that no attempt could process. */
export function unread(mend: Mend): Mending {
  return { ...mend, source: null, id: null };
}

function identityOf({ event: { source, id } }: Accepted): { source: string; id: string } {
  return { source, id };
}
