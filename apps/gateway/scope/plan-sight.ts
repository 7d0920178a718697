import type { Allocation, DemandLine, LotLine } from '#domain';
import type { Scope } from './scope.js';

/** What a reader may see of one hub's plan. */
export class PlanSight {
  /** The hub and its departments see all of it. */
  readonly isWhole: boolean;

  constructor(
    private readonly scope: Scope,
    hub: string,
  ) {
    this.isWhole = scope.everything || scope.hubs.has(hub);
  }

  region(code: string): boolean {
    return this.isWhole || this.scope.regions.has(code);
  }

  allocation({ destination, lotId }: Pick<Allocation, 'destination' | 'lotId'>): boolean {
    return this.region(destination) || this.place(lotId.slice(0, lotId.indexOf('/')));
  }

  demand({ destination, source }: Pick<DemandLine, 'destination' | 'source'>): boolean {
    return this.official(destination) || this.scope.party === source;
  }

  lot({ region, location, source }: Pick<LotLine, 'region' | 'location' | 'source'>): boolean {
    return this.official(region) || this.place(location) || this.scope.party === source;
  }

  private official(region: string): boolean {
    return this.isWhole || this.scope.officialRegions.has(region);
  }

  private place(location: string): boolean {
    return this.isWhole || this.scope.places.has(location);
  }
}
