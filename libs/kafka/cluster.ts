import type kafkajs from 'kafkajs';
import type { KafkaMessage } from 'kafkajs';

/** What the client has inside and does not offer: brokers by partition, and requests of one's own to one of them. */
export interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadata(): Promise<void>;
  findLeaderForPartitions(topic: string, partitions: number[]): Record<string, number[]>;
  findBroker(node: { nodeId: string }): Promise<Broker>;
  findControllerBroker(): Promise<Broker>;
}

export interface Broker {
  fetch(request: {
    replicaId: number;
    isolationLevel: number;
    maxWaitTime: number;
    minBytes: number;
    maxBytes: number;
    topics: {
      topic: string;
      partitions: { partition: number; fetchOffset: string; maxBytes: number }[];
    }[];
  }): Promise<{ responses: { partitions: PartitionData[] }[] }>;
  connectionPool: { send<Answer>(exchange: Exchange<Answer>): Promise<Answer> };
}

export interface PartitionData {
  partition: number;
  highWatermark: string;
  messages: KafkaMessage[];
}

/** A request of the protocol and how its answer is read. */
export interface Exchange<Answer> {
  request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<unknown> };
  response: { decode(bytes: Buffer): Promise<Answer>; parse(answer: Answer): Promise<Answer> };
}

export function clusterOf(client: InstanceType<typeof kafkajs.Kafka>): Cluster {
  const name = 'private:Kafka:createCluster';
  const symbol = Object.getOwnPropertySymbols(client).find(({ description }) => description === name)!;
  const create = (client as unknown as Record<symbol, (options: object) => Cluster>)[symbol]!;
  return create({ allowAutoTopicCreation: false, metadataMaxAge: 60_000 });
}
