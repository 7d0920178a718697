import type { Bilingual, Progress } from '#embedded';

/** The person at the other end: sentences, steps, bars. The bootstrap provides it. */
export interface Terminal extends Progress {
  say(text: Bilingual): void;
  line(text: string): void;
  warn(text: Bilingual): void;
  fail(text: Bilingual): void;
}

/** An expected failure of the launcher: one sentence that names the remedy, in both languages. */
export class LauncherError extends Error {
  constructor(
    readonly text: Bilingual,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
    this.name = 'LauncherError';
  }
}
