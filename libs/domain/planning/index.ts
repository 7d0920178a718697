export * from './plan.js';
export * from './reason.js';
export { reconcile } from './reconcile.js';
export { publish, type Published, type PublishSettings } from './publish.js';
export { changesBetween, type Changes } from './changes.js';
export type { Stability } from './stability.js';
export { PlanningError, type PlanningErrorCode } from './world.js';
export { addDays, dateOf, dayNumber, daysBetween, instantOf, localDate, ZoneError } from './calendar.js';
export { figure, percent, wholeNumber, type Text } from './figure.js';
