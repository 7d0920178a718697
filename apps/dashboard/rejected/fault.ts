import type { Bilingual } from '../api/types.js';

/** One thing that is wrong with an event. Who may not know what it said is told without a text. */
export interface ToldFault {
  /** JSON pointer; empty for the event itself. */
  path: string;
  code: string;
  text: Bilingual | null;
}

/** The faults among the details of a refusal; what is none is left to the details as they came. */
export function faultsOf(details: unknown): ToldFault[] {
  if (!Array.isArray(details)) return [];
  return details.flatMap((detail: unknown) => {
    const { path, code, text } = (detail ?? {}) as Partial<Record<keyof ToldFault, unknown>>;
    if (typeof path !== 'string' || typeof code !== 'string') return [];
    return [{ path, code, text: (text ?? null) as Bilingual | null }];
  });
}

/** The field that a pointer names, without places in lists: `quantity` of `/data/lines/0/quantity`. */
export function fieldOf(path: string): string {
  return (
    path
      .split('/')
      .filter((part) => part !== '' && !/^\d+$/.test(part))
      .at(-1) ?? ''
  );
}

/** A fault in a person's words: its field by name, and its sentence or, where none came, that of its code. */
export function faultSentence(
  { path, code, text }: ToldFault,
  speech: {
    t: (key: string, values?: Record<string, unknown>) => string;
    say: (text: Bilingual | null) => string;
  },
): string {
  const name = fieldOf(path);
  const field =
    name === '' ? speech.t('desk/fault/event') : speech.t(`desk/fault/field/${name}`, { defaultValue: name });
  const said = speech.say(text);
  if (said !== '') return path === '' ? said : said.replace(path, field);
  const clause = speech.t(`desk/fault/clause/${code}`, {
    defaultValue: speech.t('desk/fault/clause/INVALID'),
  });
  return `${field} ${clause}`;
}

/** An event's type without `lumbung.` and version; null for what is none of ours. */
export const kindOf = (type: string | null): string | null =>
  /^lumbung\.([a-z.]+)\.v\d+$/.exec(type ?? '')?.[1] ?? null;
