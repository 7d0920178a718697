import kafkajs, { type Producer } from 'kafkajs';
import { batchRecords, plainClient, withAdmin } from './broker.js';
import type { FactMaker } from './world.js';

const { Partitioners } = kafkajs;
const murmur = Partitioners.DefaultPartitioner();
const sendsAtOnce = 4;
const tickMs = 1;

/** A fact that was sent at a steady rate: when, and where on `facts` it lies. */
export interface SentFact {
  key: string;
  partition: number;
  offset: number;
  /** performance.now() before it was handed to the client. */
  sentAt: number;
  isRepeat: boolean;
}

/** Writes facts to topic `facts` as intake does: keyed, and on disk at every replica. */
export class FactFeed {
  private constructor(
    private readonly producer: Producer,
    private readonly partitions: number,
    private readonly topic: string,
  ) {}

  static async open(brokers: string, topic = 'facts'): Promise<FactFeed> {
    const producer = plainClient(brokers).producer({ allowAutoTopicCreation: false });
    await producer.connect();
    const offsets = await withAdmin(brokers, (admin) => admin.fetchTopicOffsets(topic));
    return new FactFeed(producer, offsets.length, topic);
  }

  /** Writes so many facts as fast as the broker takes them; they are said to have happened until now. */
  async preload(maker: FactMaker, count: number): Promise<void> {
    const now = Date.now();
    const facts = function* () {
      for (let i = 0; i < count; i++) yield maker.make(now - (count - i));
    };
    await this.writeAll(facts());
  }

  async writeAll(facts: Iterable<{ key: string; value: string }>): Promise<void> {
    let batch: { key: string; value: string; partition: number }[] = [];
    let sends: Promise<unknown>[] = [];
    const flush = async (): Promise<void> => {
      sends.push(this.producer.send({ topic: this.topic, acks: -1, messages: batch }));
      batch = [];
      if (sends.length >= sendsAtOnce) await Promise.all(sends);
      if (sends.length >= sendsAtOnce) sends = [];
    };
    for (const { key, value } of facts) {
      batch.push({ key, value, partition: this.partitionOf(key) });
      if (batch.length === batchRecords) await flush();
    }
    await flush();
    await Promise.all(sends);
  }

  /** Sends facts at a steady rate until `more` says no. What is late is sent at once. */
  async steady(maker: FactMaker, perSecond: number, more: (sent: number) => boolean): Promise<SentFact[]> {
    const sent: SentFact[] = [];
    const sends: Promise<void>[] = [];
    const begin = performance.now();
    for (let made = 0; more(made);) {
      const due = Math.floor(((performance.now() - begin) * perSecond) / 1_000) - made;
      if (due > 0) {
        const facts = Array.from({ length: due }, () => maker.make(Date.now()));
        made += due;
        sends.push(this.sendNow(facts, sent));
      }
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
    await Promise.all(sends);
    return sent;
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }

  private async sendNow(
    facts: readonly { key: string; value: string; isRepeat: boolean }[],
    sent: SentFact[],
  ): Promise<void> {
    const sentAt = performance.now();
    const messages = facts.map(({ key, value }) => ({ key, value, partition: this.partitionOf(key) }));
    const answers = await this.producer.send({ topic: this.topic, acks: -1, messages });
    const next = new Map(answers.map(({ partition, baseOffset }) => [partition, Number(baseOffset)]));
    messages.forEach(({ key, partition }, i) => {
      const offset = next.get(partition)!;
      next.set(partition, offset + 1);
      sent.push({ key, partition, offset, sentAt, isRepeat: facts[i]!.isRepeat });
    });
  }

  private partitionOf(key: string): number {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const partitionMetadata = Array.from({ length: this.partitions }, (_, partitionId) => {
      return { partitionErrorCode: 0, partitionId, leader: 0, replicas: [0], isr: [0] };
    });
    const partition = murmur({ topic: '', partitionMetadata, message: { key, value: null } });
    this.known.set(key, partition);
    return partition;
  }

  private readonly known = new Map<string, number>();
}
