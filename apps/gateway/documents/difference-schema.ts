import { date, integer, listOf, object, orNull, ref, string } from './shapes.js';

/** What differs between two plans. */
export const planDifference = {
  allocations: listOf(
    object({
      lotId: string,
      demandId: string,
      destination: string,
      lane: string,
      pickupDate: date,
      before: integer,
      after: integer,
    }),
  ),
  demands: listOf(
    object({
      demandId: string,
      source: string,
      destination: string,
      before: orNull(ref('DemandFigures')),
      after: orNull(ref('DemandFigures')),
    }),
  ),
  balances: listOf(
    object({
      region: string,
      before: orNull(ref('BalanceFigures')),
      after: orNull(ref('BalanceFigures')),
    }),
  ),
  alerts: object({ raised: listOf(ref('PlanAlert')), cleared: listOf(ref('PlanAlert')) }),
};
