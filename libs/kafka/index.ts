export * from './errors.js';
export { partitionOf } from './client.js';
export { loginOf, protection, speakAs, type KafkaLogin } from './login.js';
export * from './producer.js';
export {
  addPartitions,
  countMembers,
  ensureTopics,
  partitionCounts,
  topicBounds,
  topicEnds,
  type TopicPlan,
} from './admin.js';
export { grantAccounts, revokeAccounts, type Account } from './accounts.js';
export { accountOf } from './party-account.js';
export type { KafkaRecord, RecordBatch } from './record.js';
export { PartitionReader, type Stretch } from './partition-reader.js';
export { readRange, type RangeOptions } from './read-range.js';
export * from './tail.js';
export * from './server.js';
export { Watchdog, type WatchdogOptions } from './watchdog.js';
export * from './pipeline.js';
export * from './host.js';
export * from './dead-letter.js';
export { RethrowFilter } from './rethrow.filter.js';
export { sequenceHeader, streamHeader } from './relay.js';
