export * from './shipment.js';
export * from './lifecycle-event.js';
export { step, type StepResult } from './lifecycle.js';
export type { Effect } from './effect.js';
export type { StepRefusalCode, StepRefused } from './step-refusal.js';
