import type { Producer as KafkaProducer } from 'kafkajs';
import { ensureTopics } from './admin.js';
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

export interface ProducerOptions {
  brokers: string[];
  clientId: string;
  log?: ClientLog;
  /** Creates a topic that is missing, as a new party's topics are; without it such a record is refused. */
  createMissing?: { partitions: number; replication: number };
}

interface Waiting {
  records: ProducerRecord[];
  done: () => void;
  failed: (error: Error) => void;
}

const recordsPerSendMax = 2_000;
// OUT_OF_ORDER_SEQUENCE_NUMBER, INVALID_PRODUCER_EPOCH, UNKNOWN_PRODUCER_ID: the client never recovers from them.
// UNKNOWN_TOPIC_OR_PARTITION may heal: for a moment a broker does not know a new topic.
const unknownTopic = 3;
const mayHeal = new Set([unknownTopic, 45, 47, 59]);
const attemptsMax = 2;

/** The broker's error code, which the client wraps in errors of its own. */
function protocolCodeOf(error: unknown): number | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const { code } = e as { code?: unknown };
    if (typeof code === 'number') return code;
  }
  return undefined;
}

/**
 * A producer that sends one batch at a time and gathers what comes meanwhile: no waiting when idle, large
 * batches under load, and never two in flight that could change places.
 */
export function createProducer(options: ProducerOptions): Producer {
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
        // A client that once heard of a missing topic asks for it with every send: a new one forgets it.
        client = undefined;
        void current.then((producer) => producer.disconnect()).catch(() => undefined);
        const code = protocolCodeOf(error);
        if (attempt > attemptsMax || code === undefined || !mayHeal.has(code)) throw error;
        if (code === unknownTopic) await createMissing(records);
      }
    }
  };

  const createMissing = async (records: ProducerRecord[]) => {
    const { createMissing: plan } = options;
    if (!plan) return;
    const names = [...new Set(records.map((record) => record.topic))];
    await ensureTopics(
      options.brokers,
      names.map((name) => ({ name, ...plan })),
      options.log,
    );
  };

  const settle = async (taken: Waiting[]) => {
    try {
      await deliver(taken.flatMap((w) => w.records));
      for (const w of taken) w.done();
    } catch (cause) {
      // One caller's bad topic must not fail what others happened to send at the same moment.
      if (taken.length > 1) for (const w of taken) await settle([w]);
      else
        taken[0]!.failed(
          new KafkaError('UNREACHABLE', `Kafka did not take the records: ${(cause as Error).message}`, {
            cause,
          }),
        );
    }
  };

  const drain = async () => {
    while (waiting.length > 0) await settle(takeBatch(waiting));
  };

  const wake = () => {
    sending ??= drain().finally(() => {
      sending = undefined;
      // What came after the last look at the queue found a sender that was about to stop.
      if (waiting.length > 0) wake();
    });
  };

  return {
    async send(records) {
      if (closed) throw new KafkaError('PRODUCER_CLOSED', 'the producer is closed');
      if (records.length === 0) return;
      const result = new Promise<void>((done, failed) => waiting.push({ records, done, failed }));
      wake();
      return result;
    },
    async close() {
      closed = true;
      while (sending) await sending;
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
