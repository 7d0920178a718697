import { entryKinds } from '#contracts';
import type { EntryKind } from '#contracts';
import { Problem } from '../http/problem.js';

/** The kind of entry that an address names. @throws Problem NOT_FOUND */
export function kindOfPath(name: string): EntryKind {
  const kind = entryKinds.find((known) => known === name);
  if (!kind) throw new Problem('NOT_FOUND');
  return kind;
}
