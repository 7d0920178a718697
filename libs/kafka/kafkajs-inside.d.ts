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

declare module 'kafkajs/src/protocol/encoder.js' {
  /** Writes the protocol's types one after the other. */
  export default class Encoder {
    writeInt8(value: number): this;
    writeInt32(value: number): this;
    writeUVarIntString(value: string): this;
    /** Null writes no bytes, which is also what no tags are. */
    writeUVarIntBytes(value: Buffer | null): this;
    writeUVarIntArray(items: Encoder[]): this;
  }
}

declare module 'kafkajs/src/protocol/decoder.js' {
  /** Reads the protocol's types one after the other. */
  export default class Decoder {
    constructor(bytes: Buffer);
    readInt16(): number;
    readInt32(): number;
    readUVarIntString(): string | null;
    readUVarIntArray<T>(read: (decoder: Decoder) => T): T[];
    readTaggedFields(): void;
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
