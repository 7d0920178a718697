import type { StockCounted, StockMoved } from '../facts/fact.js';
import type { Ledger } from './ledger.js';
import { HISTORY_COUNTS_MAX } from './plausible.js';
import { Stream } from './stream.js';
import { compareText } from './timeline.js';

/**
 * Forgets what is behind the newest believed count older than `before` (epoch milliseconds), and what
 * revisions older than that replaced. Answers the ids of the facts that may be deleted, by id.
 *
 * The state read from the ledger stays the same, also when it is rebuilt from the facts that are left.
 * What is given up: a fact or a correction that arrives later still and is about that time finds no
 * history behind the count any more. Shipments and the newest revision of everything are kept.
 */
export function compact(ledger: Ledger, before: number): string[] {
  const removed: string[] = [];
  for (const place of ledger.places()) {
    for (const stream of place.allStreams()) removed.push(...behindCount(stream, before, ledger));
  }
  for (const revisions of [
    ledger.demands,
    ledger.forecasts,
    ledger.prices,
    ledger.overrides,
    ledger.decisions,
  ]) {
    for (const fact of revisions.followed()) if (fact.time < before) removed.push(fact.id);
  }
  const gone = new Set(removed);
  // A decision about a forgotten fact says nothing any more.
  for (const decision of ledger.decisions.inForce()) if (gone.has(decision.confirms)) gone.add(decision.id);
  const ids = [...gone].sort(compareText);
  ledger.forget(ids);
  return ids;
}

/** Earlier counts decide whether later ones are believed, so the cut is tried and only made when nothing changes. */
function behindCount(stream: Stream, before: number, ledger: Ledger): string[] {
  const believed = stream.counts.items.filter((count) => count.time < before && stream.believes(count));
  const base = believed[believed.length - 1];
  if (base === undefined) return [];
  const facts = [...stream.counts.items, ...stream.movements.timeline.items];
  for (let kept = HISTORY_COUNTS_MAX; kept < believed.length * 2; kept *= 2) {
    const first = believed[Math.max(0, believed.length - 1 - kept)]!;
    const keep = facts.filter((fact) => fact.time > base.time || isNeeded(fact, first, stream));
    if (keep.length < facts.length && readsTheSame(stream, keep, ledger)) {
      const keptFacts = new Set(keep);
      return facts.filter((fact) => !keptFacts.has(fact)).map(({ id }) => id);
    }
  }
  return [];
}

function isNeeded(fact: StockCounted | StockMoved, first: StockCounted, stream: Stream): boolean {
  if (fact.type === 'stock.counted' && fact.time >= first.time) return true;
  return stream.describes(fact);
}

function readsTheSame(
  stream: Stream,
  facts: readonly (StockCounted | StockMoved)[],
  ledger: Ledger,
): boolean {
  const rebuilt = new Stream(stream.location, stream.lot, stream.source, ledger);
  for (const fact of facts) rebuilt.add(fact);
  const same = JSON.stringify(rebuilt.position(undefined)) === JSON.stringify(stream.position(undefined));
  return same && facts.every((fact) => rebuilt.standing(fact) === stream.standing(fact));
}
