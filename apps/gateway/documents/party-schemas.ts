import { entryKinds, entrySchemas } from '#contracts';
import { boolean, instant, integer, listOf, object, oneOf, orNull, ref, string } from './shapes.js';
import type { Schema } from './shapes.js';

const kind = oneOf(...entryKinds);
const anything: Schema = {};
const difference = object({ path: string, before: anything, after: anything });
const entry = (of: string): Schema => JSON.parse(JSON.stringify(entrySchemas[of as 'party'])) as Schema;

const changedEntry = {
  kind,
  code: string,
  version: integer,
  action: oneOf('added', 'changed', 'removed', 'unchanged'),
  difference: listOf(difference),
};

/** Answers about the registry's entries, keys and joining. */
export function partySchemas(): Record<string, Schema> {
  return {
    RegistryEntry: object({
      kind,
      code: string,
      version: integer,
      value: { anyOf: entryKinds.map(entry) },
    }),
    RegistryVersion: object({
      version: integer,
      at: instant,
      by: { ...string, description: 'Party' },
      actor: orNull(string),
      reason: string,
      value: { description: 'Null: taken away' },
      difference: listOf(difference),
    }),
    RegistryChanged: object({ version: integer, changes: listOf(object(changedEntry)) }),
    RegistryImported: object({
      preview: boolean,
      version: orNull(integer),
      changes: listOf(object({ line: integer, ...changedEntry })),
      errors: listOf(object({ line: integer, column: orNull(string), code: string, text: ref('Bilingual') })),
    }),
  };
}
