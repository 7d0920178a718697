const dangerous = /^'*[=+\-@\t\r＝＋－＠]/;
const guarded = /^'+[=+\-@\t\r＝＋－＠]/;
const number = /^[+-]?\d+([.,]\d+)?$/;

/** A text that a spreadsheet will not take for a formula: an apostrophe before it, unless it is a plain number. */
export function withApostrophe(text: string): string {
  return dangerous.test(text) && !number.test(text) ? `'${text}` : text;
}

/** The text that `withApostrophe` was given. */
export function withoutApostrophe(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
