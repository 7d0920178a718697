import type { Balance } from '../api/types.js';

/** How one balance moved in the last minutes: what it was at their beginning and what it is. */
export interface Change {
  key: string;
  before: Balance;
  after: Balance;
  /** When the first and the last of it were seen, gateway's epoch milliseconds. */
  firstAt: number;
  at: number;
}

/** What a person calls recent: longer ago belongs to the comparison of plans. */
export const recentMs = 15 * 60_000;

const watched = ['shortfall', 'need', 'onHand'] as const;

/** The change with the next state of its balance; null when nothing that people watch moved. */
export function changed(
  known: Change | undefined,
  key: string,
  before: Balance,
  after: Balance,
  at: number,
): Change | null {
  if (watched.every((name) => before[name] === after[name])) return null;
  const goesOn = known !== undefined && at - known.firstAt <= recentMs;
  return goesOn ? { ...known, after, at } : { key, before, after, firstAt: at, at };
}

export interface Told {
  key: string;
  at: number;
  balance: Balance;
  /** What moved, the most serious of it. */
  what: (typeof watched)[number];
  /** Base units; above zero: it grew. */
  by: number;
  /** What it was and what it is, base units. */
  from: number;
  to: number;
  /** Why: the need itself moved by so much, or what can be given did. */
  cause: { kind: 'need'; by: number } | { kind: 'supply' } | null;
}

/** Recent changes, shortages first, then the largest share; what came back to where it was is none. */
export function recentChanges(changes: Iterable<Change>, now: number, commodity: string | null): Told[] {
  return [...changes]
    .filter(({ at, after }) => now - at <= recentMs && (!commodity || after.commodity === commodity))
    .flatMap(told)
    .sort(
      (a, b) =>
        watched.indexOf(a.what) - watched.indexOf(b.what) ||
        share(b) - share(a) ||
        a.key.localeCompare(b.key),
    );
}

function told({ key, before, after, at }: Change): Told[] {
  const what = watched.find((name) => before[name] !== after[name]);
  if (what === undefined) return [];
  const needed = after.need - before.need;
  const [from, to] = [before[what], after[what]];
  const by = to - from;
  const byNeed = needed !== 0 && needed > 0 === by > 0;
  const cause: Told['cause'] =
    what !== 'shortfall' ? null : byNeed ? { kind: 'need', by: needed } : { kind: 'supply' };
  return [{ key, at, balance: after, what, by, from, to, cause }];
}

/** Grams and litres and fish cannot be compared; shares of what there is can. */
const share = ({ by, balance }: Told): number =>
  Math.abs(by) / Math.max(1, balance.need, balance.onHand, Math.abs(by));
