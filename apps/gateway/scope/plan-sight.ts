import type { Alert, Allocation, DemandLine, LotLine } from '#domain';
import { mayRead } from './scope.js';
import type { Scope, Visible } from './scope.js';

/** What a reader may see of one hub's plan. */
export class PlanSight {
  /** The hub and its departments see all of it. */
  readonly isWhole: boolean;

  constructor(
    private readonly scope: Scope,
    private readonly hub: string,
  ) {
    this.isWhole = this.may({});
  }

  region(code: string): boolean {
    return this.may({ regions: [code] });
  }

  allocation({ destination, lotId }: Pick<Allocation, 'destination' | 'lotId'>): boolean {
    return this.may({ regions: [destination], places: [lotId.slice(0, lotId.indexOf('/'))] });
  }

  demand({ destination, source }: Pick<DemandLine, 'destination' | 'source'>): boolean {
    return this.may({ regions: [destination], parties: [source], partyOnly: true });
  }

  lot({ region, location, source }: Pick<LotLine, 'region' | 'location' | 'source'>): boolean {
    return this.may({ regions: [region], places: [location], parties: [source], partyOnly: true });
  }

  alert({ subject }: Pick<Alert, 'subject'>): boolean {
    return this.may({ regions: [subject], places: [subject] });
  }

  private may(part: Partial<Visible>): boolean {
    const { scope, hub } = this;
    return mayRead(scope, {
      hub,
      regions: [],
      places: [],
      parties: [],
      offered: false,
      partyOnly: false,
      ...part,
    });
  }
}
