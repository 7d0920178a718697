import { canonicalJson } from '#access';

/** One place at which two values differ; null where there was or is nothing. */
export interface Difference {
  /** JSON pointer. */
  path: string;
  before: unknown;
  after: unknown;
}

const differencesMax = 200;

/** What changed from one value to the next, at the innermost objects; lists are compared whole. */
export function differenceOf(before: unknown, after: unknown, path = ''): Difference[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, before: before ?? null, after: after ?? null }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .flatMap((name) => differenceOf(before[name], after[name], `${path}/${pointerPart(name)}`))
    .slice(0, differencesMax);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
