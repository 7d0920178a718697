/** Numbers that look like chance and repeat with their seed (sfc32 by Chris Doty-Humphrey, seeded by a string hash). */
export class Random {
  private readonly state: Uint32Array;

  constructor(private readonly seed: string) {
    this.state = hash(seed);
    for (let warmUp = 0; warmUp < 12; warmUp++) this.next();
  }

  /** An own stream for a part of the play: what one actor draws never shifts another's. */
  fork(name: string): Random {
    return new Random(`${this.seed}/${name}`);
  }

  /** 0 ≤ x < 1 */
  next(): number {
    const s = this.state;
    const sum = (s[0]! + s[1]! + s[3]!) | 0;
    s[3] = s[3]! + 1;
    s[0] = s[1]! ^ (s[1]! >>> 9);
    s[1] = s[2]! + (s[2]! << 3);
    s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** An integer, both ends included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
    }
    return mixed;
  }
}

/** cyrb128: four well-mixed words of a text. */
function hash(text: string): Uint32Array {
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597_399_067);
    b = c ^ Math.imul(b ^ unit, 2_869_860_233);
    c = d ^ Math.imul(c ^ unit, 951_274_213);
    d = a ^ Math.imul(d ^ unit, 2_716_044_179);
  }
  return Uint32Array.of(a, b, c, d);
}
