/** How many earlier counts of a feed a new one is compared with. */
export const HISTORY_COUNTS_MAX = 8;
/** A count above this many times the median of the earlier ones is held. */
export const JUMP_FACTOR = 10;

/**
 * Whether a count can be believed without asking a person.
 * `earlier` are the counts before it that were believed themselves, at most `HISTORY_COUNTS_MAX`; an
 * empty place tells nothing about how much it can hold, so zeros are not compared with.
 */
export function isPlausible(
  quantity: number,
  earlier: readonly number[],
  capacity: number | undefined,
): boolean {
  if (capacity !== undefined && quantity > capacity) return false;
  const known = earlier.filter((value) => value > 0).sort((a, b) => a - b);
  if (known.length === 0) return true;
  // The upper one of two middles, so that a single small count does not hold the next real one.
  return quantity <= JUMP_FACTOR * known[known.length >>> 1]!;
}
