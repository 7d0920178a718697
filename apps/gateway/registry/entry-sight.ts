import type { EntryKind } from '#contracts';
import type { Scope } from '../scope/scope.js';

interface Told {
  code?: string;
  hub?: string;
  region?: string | null;
  party?: string;
  carrier?: string;
}

/** What a reader may see of the registry. Most of it is there for everybody; what is not is a party's or a hub's own. */
export class EntrySight {
  constructor(private readonly scope: Scope) {}

  /** True when somebody of a hub reads, proven. */
  get isHub(): boolean {
    return this.scope.hubs.size > 0;
  }

  /** The entry as the reader may see it; null: not at all. */
  seen(kind: EntryKind, value: object): object | null {
    if (this.isWhole(kind, value)) return value;
    // How much a place can hold is its owner's business.
    return kind === 'place' ? { ...value, capacity: {} } : null;
  }

  isWhole(kind: EntryKind, value: object): boolean {
    const { scope } = this;
    const { code = '', hub = '', region, carrier } = value as Told;
    // What a carrier asks for is between it and the hub, wherever else reading is open.
    if (kind === 'service') return scope.hubs.has(hub) || (carrier !== undefined && carrier === scope.party);
    if (scope.everything || scope.hubs.has(hub)) return true;
    switch (kind) {
      case 'agreement':
        return scope.regions.has(region ?? '');
      case 'place':
        return scope.places.has(code) || scope.officialRegions.has(region ?? '');
      case 'reserve':
        return false;
      default:
        return true;
    }
  }
}
