import type { Problem, ProblemAllocation } from '../allocation/problem.js';
import type { PlanGap } from './gap.js';
import type { Reason } from './reason.js';

/** How much of which lot goes to which demand, on which lane and day. */
export interface Allocation {
  lotId: string;
  location: string;
  lot: string;
  demandId: string;
  destination: string;
  quantity: number;
  lane: string;
  /** Local date at the hub. */
  pickupDate: string;
  /** The last pickup on this lane that still serves the demand with this lot; never before `pickupDate`. */
  latestPickup: string;
  /** Local date at the destination at the late lead time. */
  arrivalBy: string;
  /** Set where nobody asked: it is set aside in the plan, but no truck is loaded for it. */
  estimated?: true;
}

export interface DemandLine {
  demandId: string;
  source: string;
  destination: string;
  declared: number;
  inTransit: number;
  delivered: number;
  /** Promised on accepted shipments that have not left yet. */
  committed: number;
  /** declared − in transit − delivered − committed, never below 0. */
  netNeed: number;
  allocated: number;
  shortfall: number;
  priority: number;
  basis: 'order' | 'replenishment' | 'estimate';
  /** Nobody asked: taken from population and consumption. What is allocated is set aside, and no balance counts it. */
  estimated: boolean;
  windowFrom: string;
  windowTo: string;
  minShelfLifeDays: number;
  reasons: Reason[];
}

export interface LotLine {
  lotId: string;
  location: string;
  lot: string;
  region: string;
  source: string;
  countedAt: number | null;
  onHand: number;
  committed: number;
  /** Kept for the producing region itself. */
  reserved: number;
  /** Not used because the figure is old or the goods are past their date: onHand = committed + reserved + aged + ATP. */
  aged: number;
  /** on hand − committed − reserve, discounted by age; what the plan may use. */
  availableToPromise: number;
  /** To what somebody asked for. */
  allocated: number;
  /** ATP − allocated: what nobody has asked for, a part of it perhaps set aside on estimates. */
  surplus: number;
  availableFrom: string;
  bestBefore: string | null;
  grade: string | null;
  forecast: boolean;
  reasons: Reason[];
}

/** Supply and need of one commodity for one region (*neraca pangan*). Base units. */
export interface Balance {
  hub: string;
  region: string;
  commodity: string;
  onHand: number;
  availableToPromise: number;
  need: number;
  allocated: number;
  inTransit: number;
  shortfall: number;
  surplus: number;
  /** What the region is taken to need because it never said; not in `need`. */
  estimatedNeed: number;
  /** Time of the newest fact behind this balance, epoch milliseconds; null when there is none. */
  newestFactAt: number | null;
}

export type AlertCode =
  | 'SHORTAGE'
  | 'SOURCE_CONFLICT'
  | 'HELD_FACT'
  | 'STALE_FEED'
  | 'COMMITMENT_CLAMPED'
  | 'NEGATIVE_STOCK'
  | 'AGREEMENT_ENDING'
  | 'AGREEMENT_SLEEPING'
  | 'NO_CARRIER'
  | 'GOODS_AWAITING'
  | 'SHIPMENT_LATE'
  | 'SHIPMENT_SILENT'
  | 'TEMPERATURE_EXCURSION'
  | 'PLAN_CHANGED'
  | 'BREAKDOWN'
  | 'PIN_NOT_KEPT';

export interface Alert {
  /** Stable while the condition lasts: `<code>/<hub>/<commodity>/<subject>`; of an agreement with its id at the end. */
  id: string;
  code: AlertCode;
  severity: 'info' | 'warning' | 'critical';
  hub: string;
  commodity: string;
  /** Region, place, demand or fact it is about. */
  subject: string;
  quantity?: number;
  text: { id: string; en: string };
}

/** What everybody is told: the candidate, or what stability makes of it. */
export interface Plan extends Candidate {
  /** What officers pinned and what the plan before already announced for pickups too near to change. Like commitments, it comes first. */
  frozen: ProblemAllocation[];
  /** The problem that was left beside `frozen`, and its exact solution: what anybody can solve again. */
  exact: { problem: Problem; allocations: ProblemAllocation[] };
  /** The candidate's own allocations where the plan differs from them; null where it does not. */
  candidate: Allocation[] | null;
}

/** The answer of `reconcile`: free of history, no clock, same input → same bytes. */
export interface Candidate {
  hub: string;
  commodity: string;
  /** The instant it was computed for, epoch milliseconds. */
  now: number;
  registryVersion: number;
  /** First instant at which the clock alone could change the answer; null: never. */
  validUntil: number | null;
  problem: Problem;
  /** How much of which lot goes to which demand; of a plan, as it is announced. */
  solution: ProblemAllocation[];
  allocations: Allocation[];
  demands: DemandLine[];
  lots: LotLine[];
  balances: Balance[];
  alerts: Alert[];
  /** Highest commitment number seen, by lane. */
  commitmentsSeen: Record<string, number>;
  /** What officers pinned, as far as it is kept; absent: nothing. */
  pinned?: ProblemAllocation[];
  /** Where it would have less of what is promised or on the road; absent: nowhere. */
  gaps?: PlanGap[];
}
