import type { Fact } from '../facts/fact.js';
import type { Registry } from '../registry/registry.js';
import { compact } from './compact.js';
import { applyFacts, emptyLedger, type Ledger } from './ledger.js';
import { serialise } from './serialise.js';

export interface Memory {
  hub: string;
  commodity: string;
  /** Every fact of the ledger that is on record. */
  facts: readonly Fact[];
  /** Ids of those among them that were accepted before the time in question. */
  old: ReadonlySet<string>;
  /** What places can hold decides which counts are believed. */
  registry: Registry;
}

/**
 * Ids of old facts without which the ledger says the same: as it stood when the last of the old ones had come, and
 * as it stands now. None when a fact that came later still hangs on them.
 * @param before only what is about a time before it is forgotten, epoch milliseconds; as long as nothing can be
 * said any more about that time, but by taking a fact back, the same holds for every later state
 */
export function forgettable(memory: Memory, before: number): string[] {
  const { facts, old } = memory;
  const ids = compact(
    ledgerOf(
      memory,
      facts.filter(({ id }) => old.has(id)),
    ),
    before,
  );
  if (ids.length === 0) return [];
  const forgotten = new Set(ids);
  const left = facts.filter(({ id }) => !forgotten.has(id));
  const [whole, shorter] = [ledgerOf(memory, facts), ledgerOf(memory, left)];
  return said(whole, forgotten) === said(shorter, forgotten) ? ids : [];
}

function ledgerOf({ hub, commodity, registry }: Memory, facts: readonly Fact[]): Ledger {
  const { ledger } = applyFacts(emptyLedger(hub, commodity), facts);
  ledger.adopt(registry);
  return ledger;
}

/** What the ledger says, but for the facts that are to be forgotten. */
function said(ledger: Ledger, forgotten: ReadonlySet<string>): string {
  const { facts, ...state } = JSON.parse(serialise(ledger)) as { facts: [{ id: string }, string][] };
  return JSON.stringify({ ...state, facts: facts.filter(([{ id }]) => !forgotten.has(id)) });
}
