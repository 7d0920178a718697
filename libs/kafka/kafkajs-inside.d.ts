declare module 'kafkajs/src/consumer/batch.js' {
  import type { KafkaMessage } from 'kafkajs';

  /** What one fetch brought, without aborted transactions, control records and what lies before the offset. */
  export default class Batch {
    constructor(
      topic: string,
      fetchedOffset: string,
      data: { highWatermark: string; messages: KafkaMessage[] },
    );
    readonly messages: KafkaMessage[];
  }
}

declare module 'kafkajs/src/consumer/runner.js' {
  /** Fetches for one membership of a group. */
  export default class Runner {
    running: boolean;
    fetch(nodeId: number): Promise<unknown[]>;
  }
}

declare module 'kafkajs/src/consumer/fetchManager.js' {
  export interface FetchLogger {
    namespace(name: string): FetchLogger;
    debug(message: string): void;
  }

  /** Fetches from every broker that leads a partition of ours. */
  export default function createFetchManager(options: {
    logger: FetchLogger;
    getNodeIds: () => number[];
    fetch: (nodeId: number) => Promise<unknown[]>;
    handler: () => void;
  }): { start(): Promise<void> };
}
