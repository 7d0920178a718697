import type { EntryKind } from '#contracts';
import { registryDrafts } from '#database';
import type { Registry } from '#domain';

const lists: Record<EntryKind, Exclude<keyof Registry, 'version'>> = {
  hub: 'hubs',
  region: 'regions',
  party: 'parties',
  place: 'places',
  commodity: 'commodities',
  lane: 'lanes',
  vehicle: 'vehicles',
  service: 'services',
  agreement: 'agreements',
  reserve: 'reserves',
  consumption: 'consumption',
};

/** A registry as well-formed changes would leave it. */
export function withChanges(
  registry: Registry,
  changes: { kind: EntryKind; code: string; value: unknown }[],
): Registry {
  const held = new Map<string, { kind: EntryKind; value: unknown }>();
  for (const { kind, code, value } of [...registryDrafts(registry), ...changes])
    if (value === null) held.delete(`${kind}/${code}`);
    else held.set(`${kind}/${code}`, { kind, value });
  const after: Record<string, unknown> = { version: registry.version };
  for (const list of Object.values(lists)) after[list] = [];
  for (const { kind, value } of held.values()) (after[lists[kind]] as unknown[]).push(value);
  return after as unknown as Registry;
}

/** Entries of one kind with their codes, in order of code. */
export function entriesOf(registry: Registry, kind: EntryKind): { code: string; value: object }[] {
  return registryDrafts(registry)
    .filter((draft) => draft.kind === kind)
    .map(({ code, value }) => ({ code, value: value! }));
}
