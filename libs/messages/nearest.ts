/** How many letters may be wrong in a word of that length. */
export function slipsMax(length: number): number {
  if (length < 4) return 0;
  return length < 7 ? 1 : 2;
}

/**
 * Letters to add, drop, change or swap with their neighbour until one word is the other (optimal string alignment);
 * `max + 1` when it is more than `max`.
 */
export function slips(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > max) return max + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, max + 1);
}

/** The words nearest to one that is none of them, all of the same distance; none when nothing is near enough. */
export function nearest(word: string, words: Iterable<string>): string[] {
  let found: string[] = [];
  let best = slipsMax(word.length);
  if (best === 0) return [];
  for (const known of words) {
    // Who mistypes hits the first letter, mostly; without this, short words are near to everything.
    if (known.length < 4 || known[0] !== word[0]) continue;
    const distance = slips(word, known, best);
    if (distance > best) continue;
    if (distance < best) found = [];
    best = distance;
    found.push(known);
  }
  return found;
}
