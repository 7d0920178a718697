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
