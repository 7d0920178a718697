import type { RegistryIndex } from './registry-index.js';

/** The hub whose affair a party is: itself, the one it produces for, the one it has an agreement with, the first. */
export function hubOf(party: string | null, { registry, parties }: RegistryIndex): string {
  const first = registry.hubs[0]?.code ?? 'none';
  if (party === null) return first;
  if (registry.hubs.some(({ code }) => code === party)) return party;
  const regions = new Set(parties.get(party)?.regions);
  const producing = registry.hubs.find((hub) => hub.producingRegions.some((region) => regions.has(region)));
  const agreed = registry.agreements.find(({ region }) => regions.has(region));
  return producing?.code ?? agreed?.hub ?? first;
}
