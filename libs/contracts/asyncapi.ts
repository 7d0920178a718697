import { allDefinitions, schemaFor } from './catalogue.js';
import type { EventDefinition } from './envelope.js';
import { topics, type TopicDeclaration } from './topics.js';

type Json = Record<string, unknown>;

interface Deployment {
  version: string;
  /** host:port of the broker as clients reach it. */
  serverHost: string;
}

/** The whole contract on Kafka as an AsyncAPI 3.0 document, built from the declared topics and schemas. */
export function asyncApiDocument({ version, serverHost }: Deployment): Json {
  const entries = Object.entries(topics) as [string, TopicDeclaration][];
  return {
    asyncapi: '3.0.0',
    id: 'urn:lumbung:asyncapi',
    info: {
      title: 'Lumbung',
      version,
      description:
        'Peristiwa pasokan dan kebutuhan antara pusat dagang dan kota mitra (CloudEvents 1.0). / ' +
        'Supply and demand events between a trade hub and its partner cities (CloudEvents 1.0).',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers: { kafka: { host: serverHost, protocol: 'kafka' } },
    channels: Object.fromEntries(entries.map(([name, topic]) => [name, channelOf(topic)])),
    operations: Object.fromEntries(entries.map(([name, topic]) => operationOf(name, topic))),
    components: {
      messages: Object.fromEntries(allDefinitions.map((each) => [messageName(each), messageOf(each)])),
      schemas: Object.fromEntries(allDefinitions.map((each) => [messageName(each), payloadOf(each)])),
    },
  };
}

function messageName({ type, direction }: EventDefinition): string {
  return direction === 'fact' ? `fact.${type}` : type;
}

function channelOf(topic: TopicDeclaration): Json {
  const channel: Json = {
    address: topic.name,
    title: `${topic.title.id} / ${topic.title.en}`,
    description: `Kunci: ${topic.key.id}. / Key: ${topic.key.en}.`,
    messages: Object.fromEntries(
      topic.events.map((each) => [messageName(each), { $ref: `#/components/messages/${messageName(each)}` }]),
    ),
    bindings: { kafka: kafkaBinding(topic) },
  };
  if (!topic.name.includes('{party}')) return channel;
  return {
    ...channel,
    parameters: { party: { description: 'Kode pihak / Party code', examples: ['e-peken'] } },
  };
}

function kafkaBinding(topic: TopicDeclaration): Json {
  const hour = 3_600_000;
  return {
    partitions: topic.partitionsDefault,
    topicConfiguration: {
      'cleanup.policy': [topic.cleanup],
      'retention.ms': topic.retentionHours === null ? -1 : topic.retentionHours * hour,
    },
    bindingVersion: '0.5.0',
  };
}

function operationOf(name: string, topic: TopicDeclaration): [string, Json] {
  const receives = topic.writer === 'party';
  const operation = {
    action: receives ? 'receive' : 'send',
    channel: { $ref: `#/channels/${name}` },
    summary: `${topic.title.id} / ${topic.title.en}`,
  };
  return [`${receives ? 'receive' : 'send'}-${name}`, operation];
}

function messageOf(definition: EventDefinition): Json {
  const { title, description, type, example } = definition;
  return {
    name: type,
    title: `${title.id} / ${title.en}`,
    summary: `${description.id} / ${description.en}`,
    contentType: 'application/cloudevents+json',
    payload: { $ref: `#/components/schemas/${messageName(definition)}` },
    examples: [{ name: 'contoh', payload: example }],
  };
}

/** The schema inlined: its `$id` and `$schema` name the served document, which has another dialect here. */
function payloadOf(definition: EventDefinition): Json {
  const schema = JSON.parse(JSON.stringify(schemaFor(definition))) as Json;
  delete schema['$id'];
  delete schema['$schema'];
  return schema;
}
