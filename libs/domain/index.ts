export * from './registry/registry.js';
export * from './quantity/index.js';
export * from './facts/index.js';
export * from './ledger/index.js';
export * from './allocation/index.js';
export * from './planning/index.js';
export * from './shipment/index.js';
export * from './tracking/index.js';
