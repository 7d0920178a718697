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

/** A broker's answer for a topic that it does not know, perhaps not yet. */
export const unknownTopic = 3;
const noLeader = 5;

/** The broker's error, which the client wraps in errors of its own. */
export function protocolErrorOf(error: unknown): { code: number; retriable: boolean } | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const { code, retriable } = e as { code?: unknown; retriable?: unknown };
    if (typeof code === 'number') return { code, retriable: retriable !== false };
  }
  return undefined;
}

/** Brokers learn of a new topic one after the other. */
export function isTooNew(error: unknown): boolean {
  const code = protocolErrorOf(error)?.code;
  return code === unknownTopic || code === noLeader;
}
