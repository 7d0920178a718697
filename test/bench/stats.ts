/** Three figures of one measure, smallest first. */
export interface Spread {
  min: number;
  median: number;
  max: number;
}

/** The value below which the share `p` (0–1) of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * p) - 1))] ?? NaN;
}

export function spreadOf(samples: readonly number[]): Spread {
  return { min: percentile(samples, 0), median: percentile(samples, 0.5), max: percentile(samples, 1) };
}

/** The same work `times` times, one after the other; what each measured. */
export async function repeated<T>(times: number, work: (round: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < times; round++) results.push(await work(round));
  return results;
}

/** Things per second since `begin` (performance.now()). */
export function rateSince(begin: number, count: number): number {
  return (count * 1_000) / (performance.now() - begin);
}

/** Numbers in [0, 1), the same for the same seed: two runs measure the same work. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Calls `work(i)` for i < count at a steady rate; what is late starts at once. Resolves with the last start. */
export async function paced(perSecond: number, count: number, work: (i: number) => void): Promise<void> {
  const begin = performance.now();
  for (let i = 0; i < count; i++) {
    const waitMs = begin + (i * 1_000) / perSecond - performance.now();
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    work(i);
  }
}
