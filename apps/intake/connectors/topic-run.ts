import { itemsOf, type TopicConnector } from '#connectors';
import { eventOfRecord } from '#contracts';
import { ensureTopics, PartitionReader, topicBounds, type KafkaRecord } from '#kafka';
import { handOver, type Unreadable } from './hand-over.js';
import type { RunnerParts, Turn } from './turn.js';

interface OpenTopic {
  topic: string;
  readers: { partition: number; earliest: bigint; reader: PartitionReader }[];
}

type Offsets = Record<string, string>;

const recordsAtOnceMax = 200;

/** Reads topics that parties write in a form of their own; positions are in our database, not in a group. */
export class TopicReaders {
  private readonly open = new Map<string, OpenTopic>();

  constructor(private readonly parts: RunnerParts) {}

  /** Takes what has come since the last run. @throws KafkaError */
  async run(turn: Turn): Promise<void> {
    const { party, configuration } = turn.connector;
    const { topic, items } = configuration as TopicConnector;
    const offsets = { ...((turn.cursor as Offsets | null) ?? {}) };
    try {
      const { readers } = await this.openTopic(party, topic);
      const stretches = await Promise.all(
        readers.map(({ partition, earliest, reader }) =>
          reader.read(BigInt(offsets[`${topic}/${partition}`] ?? earliest)),
        ),
      );
      for (const [index, { records, next }] of stretches.entries()) {
        const at = `${topic}/${readers[index]!.partition}`;
        for (let from = 0; from < records.length; from += recordsAtOnceMax) {
          const some = records.slice(from, from + recordsAtOnceMax);
          offsets[at] = String(some.at(-1)!.offset + 1n);
          await this.take(turn, some, items, offsets);
        }
        offsets[at] = String(next);
      }
    } catch (error) {
      await this.forget(party);
      throw error;
    }
  }

  private async take(turn: Turn, records: KafkaRecord[], pointer: string | undefined, offsets: Offsets) {
    const found: unknown[] = [];
    const unreadable: Unreadable[] = [];
    for (const { value, headers } of records) {
      const read = eventOfRecord(value, headers);
      // Where the items should be is nothing: the mapping sees the whole, and says so.
      if (read.ok) found.push(...(itemsOf(read.json, pointer) ?? [read.json]));
      else unreadable.push({ raw: value });
    }
    await handOver(this.parts, turn, found, offsets, unreadable);
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.keys()].map((party) => this.forget(party)));
  }

  private async openTopic(party: string, topic: string): Promise<OpenTopic> {
    const known = this.open.get(party);
    if (known?.topic === topic) return known;
    await this.forget(party);
    const { brokers, partitions, replication } = this.parts.kafka;
    await ensureTopics(brokers, [{ name: topic, partitions: Math.min(partitions, 3), replication }]);
    const opened: OpenTopic = { topic, readers: [] };
    this.open.set(party, opened);
    for (const { partition, earliest } of await topicBounds(brokers, topic)) {
      const options = { brokers, clientId: 'lumbung-connectors', topic, partition, log: this.parts.log };
      opened.readers.push({ partition, earliest, reader: await PartitionReader.open(options) });
    }
    return opened;
  }

  private async forget(party: string): Promise<void> {
    const known = this.open.get(party);
    this.open.delete(party);
    await Promise.all((known?.readers ?? []).map(({ reader }) => reader.close()));
  }
}
