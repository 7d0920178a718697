export type KafkaErrorCode =
  | 'RETENTION_PASSED'
  | 'TOPIC_RECREATED'
  | 'CONSUMER_CRASHED'
  | 'QUARANTINE_LIMIT'
  | 'PRODUCER_CLOSED'
  | 'NOT_OWNED'
  | 'UNREACHABLE';

/** Closed list of what the transport can say; the client's error stays as `cause`. */
export class KafkaError extends Error {
  constructor(
    readonly code: KafkaErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KafkaError';
  }
}

/** Going on with this partition would skip records: somebody has to look, and the other partitions go on. */
export function isHalting(error: unknown): error is KafkaError {
  return error instanceof KafkaError && ['RETENTION_PASSED', 'TOPIC_RECREATED'].includes(error.code);
}

/** The client's own errors: rebalances, brokers that are away or just starting. They pass. */
export function isProtocolError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}

/** Errors after which the whole process should end. */
export function isFatal(error: unknown): boolean {
  return error instanceof KafkaError && error.code === 'QUARANTINE_LIMIT';
}
