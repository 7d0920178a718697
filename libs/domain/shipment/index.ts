export * from './shipment.js';
export * from './lifecycle-event.js';
export { step, type StepResult } from './lifecycle.js';
export type { Effect } from './effect.js';
export type { StepRefusalCode, StepRefused } from './step-refusal.js';
export { consolidate, type ConsolidateInput, type Consolidation } from './consolidate.js';
export { loadLimits, type LoadLimits } from './load.js';
export { openAllocations, type PlannedAllocation, type Promised } from './open-allocations.js';
