// The real Kafka and Postgres that a machine with Node, Java and Maven can run without installing either.
export {
  EmbeddedError,
  explainFolderError,
  type Bilingual,
  type EmbeddedErrorCode,
} from './embedded-error.js';
export { kafkaVersion } from './kafka/jars.js';
export { startKafkaCluster, type KafkaCluster, type KafkaClusterOptions } from './kafka/cluster.js';
export type { KafkaOwner } from './kafka/settings.js';
export { startKafka, type KafkaOptions, type RunningKafka } from './kafka/kafka.js';
export { startPlatform, type Platform, type PlatformOptions } from './platform.js';
export { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres/postgres.js';
export { takeLock, type Lock } from './process/lock.js';
export { freePort, isFree } from './process/port.js';
export { type Progress } from './progress.js';
export { repositoryRoot } from './repository.js';
