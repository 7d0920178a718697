import type { Bilingual } from './embedded-error.js';

/** What a long step reports: its name, and how far it is when that can be counted. */
export interface Progress {
  step(text: Bilingual): void;
  bar(done: number, total: number): void;
}

export const silentProgress: Progress = {
  step: () => undefined,
  bar: () => undefined,
};
