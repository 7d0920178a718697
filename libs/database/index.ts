export * from './errors.js';
export * from './database.js';
export * from './cursor.js';
export * from './outbox.js';
export * from './registry.js';
export * from './history.js';
export * from './plan-archive.js';
export * from './rejected.js';
export { seedRegistry } from './seed/index.js';
