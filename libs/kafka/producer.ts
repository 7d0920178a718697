import type { Producer as KafkaProducer } from 'kafkajs';
import { createClient, type ClientLog } from './client.js';
import { KafkaError } from './errors.js';

export interface ProducerRecord {
  topic: string;
  /** Decides the partition and so the order; without one the topic's name is the key. */
  key: string | null;
  value: Buffer | string | null;
  headers?: Record<string, string>;
}

export interface Producer {
  /** Resolves when every in-sync replica has the records. Order within a call and between calls is kept. */
  send(records: ProducerRecord[]): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  records: ProducerRecord[];
  done: () => void;
  failed: (error: Error) => void;
}

const recordsPerSendMax = 2_000;
// OUT_OF_ORDER_SEQUENCE_NUMBER, INVALID_PRODUCER_EPOCH, UNKNOWN_PRODUCER_ID: the client never recovers from them.
const producerIsLost = new Set([45, 47, 59]);

/**
 * A producer that sends one batch at a time and gathers what comes meanwhile: no waiting when idle, large
 * batches under load, and never two in flight that could change places.
 */
export function createProducer(options: { brokers: string[]; clientId: string; log?: ClientLog }): Producer {
  const waiting: Waiting[] = [];
  let client: Promise<KafkaProducer> | undefined;
  let sending: Promise<void> | undefined;
  let closed = false;

  const connect = async () => {
    const producer = createClient(options).producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 5 },
    });
    await producer.connect();
    return producer;
  };

  const deliver = async (records: ProducerRecord[]) => {
    for (let attempt = 1; ; attempt++) {
      const current = (client ??= connect());
      try {
        await (await current).sendBatch({ acks: -1, topicMessages: byTopic(records) });
        return;
      } catch (error) {
        client = undefined;
        void current.then((producer) => producer.disconnect()).catch(() => undefined);
        const code = (error as { code?: number }).code;
        if (attempt >= 2 || code === undefined || !producerIsLost.has(code)) throw error;
      }
    }
  };

  const drain = async () => {
    while (waiting.length > 0) {
      const taken = takeBatch(waiting);
      try {
        await deliver(taken.flatMap((w) => w.records));
        for (const w of taken) w.done();
      } catch (cause) {
        const error = new KafkaError(
          'UNREACHABLE',
          `Kafka did not take the records: ${(cause as Error).message}`,
          { cause },
        );
        for (const w of taken) w.failed(error);
      }
    }
  };

  return {
    async send(records) {
      if (closed) throw new KafkaError('PRODUCER_CLOSED', 'the producer is closed');
      if (records.length === 0) return;
      const result = new Promise<void>((done, failed) => waiting.push({ records, done, failed }));
      sending ??= drain().finally(() => (sending = undefined));
      return result;
    },
    async close() {
      closed = true;
      await sending;
      await (await client?.catch(() => undefined))?.disconnect();
    },
  };
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let records = 0;
  let count = 0;
  while (
    count < waiting.length &&
    (count === 0 || records + waiting[count]!.records.length <= recordsPerSendMax)
  )
    records += waiting[count++]!.records.length;
  return waiting.splice(0, count);
}

function byTopic(records: ProducerRecord[]) {
  const topics = new Map<
    string,
    { key: string; value: Buffer | string | null; headers?: Record<string, string> }[]
  >();
  for (const { topic, key, value, headers } of records) {
    let messages = topics.get(topic);
    if (!messages) topics.set(topic, (messages = []));
    messages.push({ key: key ?? topic, value, headers });
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
