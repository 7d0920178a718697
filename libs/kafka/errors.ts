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

/** Errors that waiting cannot heal: somebody has to look. */
export function isFatal(error: unknown): boolean {
  return (
    error instanceof KafkaError &&
    ['RETENTION_PASSED', 'TOPIC_RECREATED', 'QUARANTINE_LIMIT'].includes(error.code)
  );
}
