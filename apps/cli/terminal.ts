import type { BilingualText } from '#contracts';

/** The person at the other end, on standard error: standard output is the answer alone. The bootstrap provides it. */
export interface Terminal {
  line(text: string): void;
  step(text: BilingualText): void;
  bar(done: number, total: number): void;
  fail(text: BilingualText): void;
}
