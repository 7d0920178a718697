export * from './config.js';
export * from './log.js';
export * from './health.js';
export * from './service.js';
export { Ticker } from './ticker.js';
