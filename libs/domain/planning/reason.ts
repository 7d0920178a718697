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
