import type { Speaker } from '#access';
import type { Party, Registry } from '#domain';
import type { Where } from '../queries/where.js';

/**
 * What one reader may see of the rejected events. A party has its own; the hub has those of every party that
 * deals with it, and those whose sender is unknown.
 */
export class RejectedSight {
  private readonly isHub: boolean;
  /** Parties that deal with other hubs alone. */
  private readonly foreign: ReadonlySet<string>;

  /** @param isListOpen everybody may see that something was rejected, though not what it said */
  constructor(
    private readonly reader: Speaker | undefined,
    private readonly isListOpen: boolean,
    registry: Registry,
  ) {
    const hub = reader?.kind === 'hub' ? reader.party : null;
    this.isHub = hub !== null && registry.hubs.some(({ code }) => code === hub);
    const isForeign = (hubs: Set<string>): boolean => hubs.size > 0 && !hubs.has(hub!);
    const parties = this.isHub ? registry.parties : [];
    this.foreign = new Set(
      parties.filter((party) => isForeign(hubsOf(party, registry))).map(({ code }) => code),
    );
  }

  /** True when it may be known that an event of this sender was rejected. */
  sees(party: string | null): boolean {
    return this.isListOpen || this.isWhole(party);
  }

  /** True when the reader may know what it said, mend it and dismiss it. */
  isWhole(party: string | null): boolean {
    if (this.reader === undefined) return false;
    return party === this.reader.party || (this.isHub && (party === null || !this.foreign.has(party)));
  }

  /** Leaves the rows that the reader sees. */
  limit(where: Where): Where {
    return this.isListOpen ? where : where.any([this.whole()]);
  }

  /** The condition of a row of which the reader sees the whole. */
  whole(): [condition: string, ...values: unknown[]] {
    if (this.reader === undefined) return ['false'];
    if (this.isHub) return ['party IS NULL OR party <> ALL(?)', [...this.foreign]];
    return ['party = ?', this.reader.party];
  }
}

/** Hubs that a party deals with: it is one, has a place of theirs, or speaks for a region that they trade with. */
function hubsOf({ code, kind, regions }: Party, registry: Registry): Set<string> {
  if (kind === 'hub') return new Set([code]);
  const own = new Set(regions);
  return new Set([
    ...registry.places.filter(({ party }) => party === code).map(({ hub }) => hub),
    ...registry.hubs
      .filter(({ producingRegions }) => producingRegions.some((region) => own.has(region)))
      .map((hub) => hub.code),
    ...registry.lanes.filter(({ destination }) => own.has(destination)).map(({ hub }) => hub),
    ...registry.agreements.filter(({ region }) => own.has(region)).map(({ hub }) => hub),
  ]);
}
