import { readAudit, verifyAudit, type Database } from '#database';
import type { Context } from './context.js';
import { withDatabase } from './server.js';
import { usageError } from './usage.js';

export interface AuditOptions {
  hub?: string;
  expect?: string;
  json?: boolean;
}

interface Checked {
  hub: string;
  rows: number;
  brokenAt: number | null;
  /** `sequence:hash` of the last row that follows. */
  head: string | null;
  /** Whether the row that was expected is there; null: none was. */
  expected: boolean | null;
}

const expectation = /^([1-9]\d{0,15}):([0-9a-f]{64})$/;

/** Checks the chain of one hub, or of each that has one. Errors: CliError. */
export async function verifyAudits({ hub, expect, json }: AuditOptions, context: Context): Promise<void> {
  const expected = expect === undefined ? null : expectation.exec(expect);
  if (expect !== undefined && (!expected || hub === undefined))
    throw usageError({
      id: '--expect berbentuk <sequence>:<hash> dan memerlukan --hub.',
      en: '--expect looks like <sequence>:<hash> and needs --hub.',
    });
  const checked = await withDatabase(async (database) => {
    const hubs = hub === undefined ? await hubsOf(database) : [hub];
    const answers: Checked[] = [];
    for (const one of hubs) answers.push(await check(database, one, expected));
    return answers;
  });
  if (checked.some((one) => one.brokenAt !== null || one.expected === false)) context.exitWith(1);
  await context.answer(json ? `${JSON.stringify(checked, null, 2)}\n` : checked.map(told).join(''));
}

async function hubsOf(database: Database): Promise<string[]> {
  const rows = await database.query<{ hub: string }>('SELECT DISTINCT hub FROM access.audit ORDER BY hub');
  return rows.map(({ hub }) => hub);
}

async function check(database: Database, hub: string, expected: RegExpExecArray | null): Promise<Checked> {
  const verdict = await verifyAudit(database, hub);
  const hashAt = async (sequence: number) => {
    const [row] = sequence > 0 ? await readAudit(database, hub, sequence - 1, 1) : [];
    return row?.sequence === sequence ? row.hash.toString('hex') : null;
  };
  const last = await hashAt(verdict.rows);
  return {
    hub,
    ...verdict,
    head: last === null ? null : `${verdict.rows}:${last}`,
    expected: expected ? (await hashAt(Number(expected[1]))) === expected[2] : null,
  };
}

function told({ hub, rows, brokenAt, head, expected }: Checked): string {
  const verdict =
    brokenAt === null
      ? `utuh, ${rows} baris · whole, ${rows} rows`
      : `RUSAK di baris ${brokenAt} · BROKEN at row ${brokenAt}`;
  const lines = [`${hub}: ${verdict}`];
  if (head !== null) lines.push(`  ${head}`);
  if (expected !== null)
    lines.push(
      expected
        ? '  baris yang diharapkan ada · the expected row is there'
        : '  baris yang diharapkan HILANG atau berubah · the expected row is MISSING or changed',
    );
  return `${lines.join('\n')}\n`;
}
