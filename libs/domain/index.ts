export * from './registry/registry.js';
export * from './facts/fact.js';
export * from './planning/reason.js';
export * from './planning/plan.js';
export * from './shipment/shipment.js';
