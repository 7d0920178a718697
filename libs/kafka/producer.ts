import type { Producer as KafkaProducer } from 'kafkajs';
import { ensureTopics } from './admin.js';
import { createClient, patience, type ClientLog } from './client.js';
import type { KafkaLogin } from './login.js';
import { KafkaError, protocolErrorOf, unknownTopic } from './errors.js';

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
  /** Somebody else than who this process speaks as. */
  login?: KafkaLogin;
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
/** How long a batch is tried again, and the pause before that. */
const patienceMs = 5_000;
const againMs = 50;
const againMaxMs = 500;

/**
 * A producer that sends one batch at a time and gathers what comes meanwhile: no waiting when idle, large
 * batches under load, and never two in flight that could change places.
 */
export function createProducer(options: ProducerOptions): Producer {
  const waiting: Waiting[] = [];
  let client: Promise<KafkaProducer> | undefined;
  let sending: Promise<void> | undefined;
  let closed = false;

  // The client must not send again by itself: when a partition's leader moves to a broker that has already answered
  // for others, it takes that answer for this partition too, and its records are lost without an error. A whole
  // new attempt repeats some instead, and whoever reads knows repeats by stream and number, or by the event's id.
  const connect = async () => {
    const producer = createClient(options).producer({
      allowAutoTopicCreation: false,
      retry: { ...patience, retries: 0 },
    });
    await producer.connect();
    return producer;
  };

  const deliver = async (records: ProducerRecord[]) => {
    const giveUpAt = Date.now() + patienceMs;
    for (let pauseMs = againMs; ; pauseMs = Math.min(2 * pauseMs, againMaxMs)) {
      const current = (client ??= connect());
      try {
        await (await current).sendBatch({ acks: -1, topicMessages: byTopic(records) });
        return;
      } catch (error) {
        // A client that once heard of a missing topic asks for it with every send, and one that lost a broker knows
        // old leaders: a new one forgets.
        client = undefined;
        void current.then((producer) => producer.disconnect()).catch(() => undefined);
        const answer = protocolErrorOf(error);
        if (answer?.retriable === false || Date.now() + pauseMs > giveUpAt) throw error;
        if (answer?.code === unknownTopic) await createMissing(records);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
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
      // One caller's bad topic or record must not fail what others happened to send at the same moment.
      if (taken.length > 1 && protocolErrorOf(cause)) for (const w of taken) await settle([w]);
      else {
        const said = `Kafka did not take the records: ${(cause as Error).message}`;
        for (const w of taken) w.failed(new KafkaError('UNREACHABLE', said, { cause }));
      }
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
