/** A quantity of one commodity at one place, after commitments and reserve. */
export interface ProblemLot {
  id: string;
  /** Base units, an integer ≥ 0. */
  quantity: number;
  /** YYYY-MM-DD; the arcs already say what it means for each demand. */
  availableFrom: string;
  /** YYYY-MM-DD in the hub's time zone, or null when the lot never expires. */
  bestBefore: string | null;
  location: string;
}

/** What one destination needs of the commodity. */
export interface ProblemDemand {
  id: string;
  /** Whole net need in base units, an integer ≥ 0: the denominator of the fill ratio. */
  need: number;
  /** 1 is the most urgent class. */
  priority: number;
  /** Quantity that agreements promise before any priority counts. */
  guaranteed?: number;
  /** Most that may be allocated; limits the quantity, not the denominator. */
  cap?: number;
  windowFrom: string;
  windowTo: string;
  minShelfLifeDays: number;
  destination: string;
}

/** One pair of lot and demand; a pair without an arc is not feasible. */
export interface ProblemArc {
  lot: string;
  demand: string;
  /** Rupiah per 1,000,000 base units, an integer ≥ 0. */
  cost: number;
  feasible: boolean;
  leadDays: number;
}

/** A limit on the sum of several demands; two caps are disjoint or one holds the other. */
export interface ProblemCap {
  id: string;
  demands: string[];
  max: number;
}

export interface Problem {
  lots: ProblemLot[];
  demands: ProblemDemand[];
  arcs: ProblemArc[];
  caps: ProblemCap[];
}

export interface ProblemAllocation {
  lot: string;
  demand: string;
  /** Base units, an integer > 0. */
  quantity: number;
}

export interface Solution {
  /** Sorted by demand, then lot, in code-unit order. */
  allocations: ProblemAllocation[];
}
