import Batch from 'kafkajs/src/consumer/batch.js';
import { createClient, type ClientLog } from './client.js';
import { clusterOf, type Cluster, type PartitionData } from './cluster.js';
import { KafkaError } from './errors.js';
import { recordOf, type KafkaRecord } from './record.js';

export interface PartitionReaderOptions {
  brokers: string[];
  clientId: string;
  topic: string;
  partition: number;
  log?: ClientLog;
}

export interface Stretch {
  records: KafkaRecord[];
  /** Where to read on. */
  next: bigint;
  /** Offset of the next record to be written, as the broker knew it. */
  end: bigint;
}

const readCommitted = 1;
const anyReplica = -1;
const waitMs = 500;
const bytesMax = 4 << 20;

/**
 * Reads one partition alone: no group to join, no assignment to wait for, nothing committed. Each read is one
 * request with a time limit of its own, so that it fails where a member of a group would wait.
 */
export class PartitionReader {
  private constructor(
    private readonly cluster: Cluster,
    private readonly options: PartitionReaderOptions,
  ) {}

  static async open(options: PartitionReaderOptions): Promise<PartitionReader> {
    const cluster = clusterOf(createClient(options));
    await cluster.connect();
    const reader = new PartitionReader(cluster, options);
    try {
      await cluster.addTargetTopic(options.topic);
    } catch (error) {
      await reader.close();
      throw error;
    }
    return reader;
  }

  /** What one fetch brings from an offset on: at least one record if there is one within half a second. */
  async read(from: bigint): Promise<Stretch> {
    const { topic, partition } = this.options;
    const [nodeId] = Object.keys(this.cluster.findLeaderForPartitions(topic, [partition]));
    if (nodeId === undefined) {
      await this.cluster.refreshMetadata();
      throw new KafkaError('UNREACHABLE', `${topic}/${partition} has no leader`);
    }
    try {
      const broker = await this.cluster.findBroker({ nodeId });
      const { responses } = await broker.fetch({
        replicaId: anyReplica,
        isolationLevel: readCommitted,
        maxWaitTime: waitMs,
        minBytes: 1,
        maxBytes: bytesMax,
        topics: [{ topic, partitions: [{ partition, fetchOffset: from.toString(), maxBytes: bytesMax }] }],
      });
      return stretchOf(topic, from, responses[0]!.partitions[0]!);
    } catch (error) {
      // Whatever it was, the partition may have another leader by now.
      await this.cluster.refreshMetadata().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.cluster.disconnect().catch(() => undefined);
  }
}

function stretchOf(topic: string, from: bigint, data: PartitionData): Stretch {
  const end = BigInt(data.highWatermark);
  const records = new Batch(topic, from.toString(), data).messages.map(recordOf);
  const last = data.messages[data.messages.length - 1];
  const after = last === undefined ? from : BigInt(last.offset) + 1n;
  return { records, next: after > from ? after : from, end };
}
