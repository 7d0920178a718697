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
  | 'KEPT_PLAN';

export interface Reason {
  code: ReasonCode;
  commodity?: string;
  demandId?: string;
  lotId?: string;
  quantity?: number;
  unit?: string;
  text: { id: string; en: string };
}
