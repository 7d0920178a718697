import type { Database, Sql } from '#database';
import { kinds, type Counts, type Kind } from './compare.js';
import { rebuildPart, standingOf } from './part.js';
import { swap } from './swap.js';
import type { Part } from './tables.js';
import { closeWorkshop, openWorkshop, partsOf, progressOf } from './workshop.js';

export interface Options {
  /** Begins anew, also where an interrupted run could go on. */
  fresh?: boolean;
  /** Puts what was derived in the place of what differs. */
  swap?: boolean;
  onPart?: (done: number, total: number, part: Part) => void;
}

export interface TableReport extends Counts {
  /** The first few rows that differ. */
  examples: { kind: Kind; key: object }[];
}

export interface Report {
  /** Nothing differs; after a swap: nothing differs any more. */
  same: boolean;
  parts: number;
  /** Parts that an interrupted run had done. */
  resumed: number;
  swapped: boolean;
  /** As they were found, by name. */
  tables: Record<string, TableReport>;
  /** What a swap could not mend: it does not follow from facts. By table. */
  left: Record<string, Counts>;
}

const examplesMax = 5;
const rebuildLock = 7_165_005;

/**
 * Derives all state from the facts beside the live one, compares, and swaps when asked to. An interrupted run goes
 * on where it was. Null when another is at work. Throws `ArchiveError`.
 */
export async function rebuild(database: Database, options: Options = {}): Promise<Report | null> {
  return database.exclusive(rebuildLock, async () => {
    const goesOn = await database.transaction((sql) => openWorkshop(sql, options.fresh === true));
    const parts = await partsOf(database);
    let resumed = 0;
    for (const [at, part] of parts.entries()) {
      if (goesOn && (await isDone(database, part))) resumed++;
      else await rebuildPart(database, part);
      options.onPart?.(at + 1, parts.length, part);
    }
    const tables = await reportOf(database);
    const differing = await differingParts(database, parts);
    const left = options.swap && differing.length > 0 ? await swap(database, differing) : null;
    await closeWorkshop(database);
    return {
      same: left === null ? differing.length === 0 : [...left.values()].every(isClean),
      parts: parts.length,
      resumed,
      swapped: left !== null,
      tables,
      left: left === null ? {} : leftOf([...left.values()]),
    };
  });
}

/** Done, and nothing happened to it since. */
async function isDone(sql: Sql, part: Part): Promise<boolean> {
  const before = await progressOf(sql, part);
  if (before === null || part.commodity === '') return false;
  const now = await standingOf(sql, part);
  return before.planNumber === now.planNumber && before.position === now.position;
}

async function differingParts(sql: Sql, parts: readonly Part[]): Promise<Part[]> {
  const rows = await sql.query<Part>('SELECT DISTINCT hub, commodity FROM rebuild.difference');
  const names = new Set(rows.map(({ hub, commodity }) => `${hub}/${commodity}`));
  return parts.filter(({ hub, commodity }) => names.has(`${hub}/${commodity}`));
}

async function reportOf(sql: Sql): Promise<Record<string, TableReport>> {
  const rows = await sql.query<{ counts: Record<string, Counts> }>('SELECT counts FROM rebuild.progress');
  const found = await sql.query<{ name: string; kind: Kind; key: object }>(
    `SELECT name, kind, key FROM (
       SELECT *, row_number() OVER (PARTITION BY name ORDER BY kind = 'behind', hub, commodity, kind, key) AS place
       FROM rebuild.difference) d WHERE place <= $1 ORDER BY name, place`,
    [examplesMax],
  );
  const tables: Record<string, TableReport> = {};
  for (const [name, counts] of Object.entries(sum(rows.map((row) => row.counts))))
    tables[name] = {
      ...counts,
      examples: found.filter((row) => row.name === name).map(({ kind, key }) => ({ kind, key })),
    };
  return tables;
}

function sum(parts: readonly Record<string, Counts>[]): Record<string, Counts> {
  const all: Record<string, Counts> = {};
  for (const part of parts)
    for (const [name, counts] of Object.entries(part)) {
      const total = (all[name] ??= { same: 0, different: 0, missing: 0, extra: 0, behind: 0 });
      for (const kind of ['same', ...kinds] as const) total[kind] += counts[kind];
    }
  return all;
}

function differs(counts: Counts): boolean {
  return kinds.some((kind) => counts[kind] > 0);
}

function isClean(part: Record<string, Counts>): boolean {
  return !Object.values(part).some(differs);
}

function leftOf(parts: readonly Record<string, Counts>[]): Record<string, Counts> {
  return Object.fromEntries(Object.entries(sum(parts)).filter(([, counts]) => differs(counts)));
}
