export * from './plan.js';
export * from './reason.js';
export type { PlanGap } from './gap.js';
export { reconcile } from './reconcile.js';
export { planAfter, publish, replan, type Published } from './publish.js';
export type { Announced } from './stability.js';
export { isSame } from './same.js';
export { changesBetween, type Changes } from './changes.js';
export { PlanningError, type PlanningErrorCode } from './world.js';
export { addDays, dateOf, dayNumber, daysBetween, instantOf, localDate, ZoneError } from './calendar.js';
export { observeLead, type ObservedLead } from './lead-time.js';
export { figure, percent, wholeNumber, type Text } from './figure.js';
export {
  allocationDifferences,
  planDifference,
  type AllocationDifference,
  type PlanDifference,
} from './difference.js';
export {
  outlookDaysMax,
  outlookOf,
  outlookRemark,
  type Outlook,
  type OutlookDay,
  type Outlooked,
} from './outlook.js';
export {
  whatIf,
  SuppositionError,
  type Present,
  type Supposition,
  type SuppositionErrorCode,
  type WhatIf,
} from './what-if.js';
export { agreementAlerts, allCommodities, type Moved } from './agreement-alerts.js';
export { fulfilment, type AgreementVersion, type Delivery, type Fulfilment } from './fulfilment.js';
