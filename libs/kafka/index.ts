export * from './errors.js';
export { partitionOf } from './client.js';
export * from './producer.js';
export { ensureTopics, type TopicPlan } from './admin.js';
export type { KafkaRecord, RecordBatch } from './record.js';
export * from './tail.js';
export * from './server.js';
export * from './pipeline.js';
export { sequenceHeader, streamHeader } from './relay.js';
