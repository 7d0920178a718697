const MILLION = 1_000_000n;

/** ⌊quantity × ppm / 1,000,000⌋ for integers whose product may pass 2^53. */
export function partOf(quantity: number, ppm: number): number {
  return mulDiv(quantity, ppm, MILLION);
}

/** ⌊a × b / divisor⌋ for integers ≥ 0. */
export function mulDiv(a: number, b: number, divisor: bigint): number {
  return Number((BigInt(a) * BigInt(b)) / divisor);
}
