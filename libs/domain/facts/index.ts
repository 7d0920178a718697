export * from './fact.js';
export * from './inbound.js';
export { parseDate, parseInstant } from './calendar.js';
export { canonicalise, type CanonicalResult } from './canonical.js';
export {
  canonicalLimits,
  type CanonicalContext,
  type CanonicalLimits,
  type DemandView,
  type ShipmentView,
  type TargetView,
} from './context.js';
export { isRefusal, refuse, type Refusal, type RefusalCode } from './refusal.js';
