/** An integer ≥ 0 and below its argument. */
export type Random = (below: number) => number;

/** A linear congruential generator: the same seed, the same sequence. */
export function generator(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}
