import type { Speaker } from '#access';
import type { Registry } from '#domain';
import type { Where } from '../queries/where.js';
import { foreignTo } from '../scope/tenancy.js';

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
    const foreign = foreignTo(reader, registry);
    this.isHub = foreign !== null;
    this.foreign = foreign ?? new Set();
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
