import type { BilingualText } from '#contracts';

/** 0 all is well; 1 a difference was found or something failed; 2 wrong usage or bad input. */
export type ExitCode = 0 | 1 | 2;

/** What can be wrong with a call or with what it reads or writes, and how the process then ends. */
const exitCodes = {
  USAGE: 2,
  NOT_FOUND: 2,
  NOT_READABLE: 2,
  TOO_LARGE: 2,
  NOT_TEXT: 2,
  BROKEN_JSON: 2,
  BAD_PROBLEM: 2,
  NOT_WRITABLE: 1,
  NO_SERVER: 1,
  NOT_REACHABLE: 2,
  NO_KEY: 2,
  REFUSED: 1,
  FAILED: 1,
} as const satisfies Record<string, ExitCode>;

export type CliErrorCode = keyof typeof exitCodes;

/** An expected failure: a sentence in both languages that begins with the code. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly text: BilingualText;

  constructor(
    readonly code: CliErrorCode,
    text: BilingualText,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
    this.text = { id: `${code}: ${text.id}`, en: `${code}: ${text.en}` };
  }

  get exitCode(): ExitCode {
    return exitCodes[this.code];
  }
}
