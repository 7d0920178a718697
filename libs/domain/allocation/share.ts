/** Exact products and quotients of integers whose product may pass 2^53. */

/** Writes ⌊p·n / q⌋ to `whole[at]` and p·n mod q to `rest[at]`. */
export function split(
  p: number,
  n: number,
  q: number,
  whole: Float64Array,
  rest: Float64Array,
  at: number,
): void {
  const product = p * n;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const over = product % q;
    rest[at] = over;
    whole[at] = (product - over) / q;
    return;
  }
  const exact = BigInt(p) * BigInt(n);
  const divisor = BigInt(q);
  const quotient = exact / divisor;
  whole[at] = Number(quotient);
  rest[at] = Number(exact - quotient * divisor);
}

/** Greatest common divisor of two integers ≥ 0. */
export function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/** The sign of whole + rest / q, with rest ≥ 0 and q > 0. */
export function signOf(whole: number, rest: number, q: number): number {
  const over = rest % q;
  const sum = whole + (rest - over) / q;
  return sum === 0 ? Math.sign(over) : Math.sign(sum);
}
