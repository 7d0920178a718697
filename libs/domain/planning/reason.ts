/** Why a demand stayed short or a lot stayed over: a closed list of codes with figures that add up. */

export type ReasonCode =
  | 'STOCK'
  | 'SHELF_LIFE'
  | 'LEAD_TIME'
  | 'AGREEMENT_INACTIVE'
  | 'AGREEMENT_CAP'
  | 'CAPACITY'
  | 'STALE_DATA'
  | 'LOCAL_RESERVE'
  | 'NO_DEMAND'
  | 'NO_LANE'
  | 'GRADE'
  | 'HANDLING_UNIT'
  | 'HELD_DATA'
  | 'COMMITMENT_CLAMPED'
  /** Other sources of the place say that there is more, but a better one is believed. */
  | 'SOURCE_CONFLICT'
  /** Too little for the least order that an agreement allows. */
  | 'MINIMUM_ORDER'
  /** Too little for a truck of its own; it waits for more or shares a later one. */
  | 'MINIMUM_LOAD'
  /** The lane is planned with what its trips really took. */
  | 'LEAD_TIME_OBSERVED'
  /** Nobody has asked yet: only a part of an estimated need is planned. */
  | 'ESTIMATE_ONLY'
  /** Kept as already announced, although a plan from nothing would differ. */
  | 'KEPT_PLAN'
  /** An officer holds the lot, the demand or the lane. */
  | 'OVERRIDE_HOLD'
  /** An officer lets the demand have so much and no more. */
  | 'OVERRIDE_CAP'
  /** An officer has fixed how much of a lot goes to whom. */
  | 'OVERRIDE_PIN';

export interface Reason {
  code: ReasonCode;
  commodity?: string;
  demandId?: string;
  lotId?: string;
  quantity?: number;
  unit?: string;
  /** Ids of the overrides behind it; who asked and why is told beside them. */
  overrides?: string[];
  text: { id: string; en: string };
}
