import { valueAt } from './pointer.js';

/** The items of what a partner sent: those at the pointer, else the members of an array, else the whole as one. */
export function itemsOf(json: unknown, pointer: string | undefined): unknown[] | null {
  const at = valueAt(json, pointer ?? '');
  if (Array.isArray(at)) return at;
  if (pointer === undefined) return [at];
  return at === undefined || at === null ? null : [at];
}
