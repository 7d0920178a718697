import type { Party } from '../api/types.js';
import type { Tone } from '../office/Tag.js';

export const partyKinds = ['producer', 'department', 'buyer', 'carrier', 'hub'] as const;
export const partyStatuses = ['active', 'agreed', 'planned'] as const;

/** A party as the registry has it. */
export interface PartyEntry {
  code: string;
  nameId: string;
  nameEn: string;
  kind: string;
  regions: string[];
  system: boolean;
  rank: number;
  cadenceHours: number | null;
  status: string;
  eventsPerSecond?: number;
}

export const statusTone: Record<string, Tone> = { active: 'good', agreed: 'info', planned: 'quiet' };

export interface PartyFilter {
  text: string;
  region: string;
  kind: string;
  status: string;
}

/** Parties that a person looks for, in order of their names. Words may be given in any order. */
export function findParties<Item extends Party>(
  parties: readonly Item[],
  { text, region, kind, status }: PartyFilter,
  nameOf: (party: Item) => string,
): Item[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return parties
    .filter((party) => {
      const told = `${party.code} ${party.nameId} ${party.nameEn}`.toLowerCase();
      return (
        words.every((word) => told.includes(word)) &&
        (region === '' || party.regions.includes(region)) &&
        (kind === '' || party.kind === kind) &&
        (status === '' || party.status === status)
      );
    })
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}
