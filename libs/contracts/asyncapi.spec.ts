import { Parser } from '@asyncapi/parser';
import { asyncApiDocument } from './asyncapi.js';
import { allDefinitions } from './catalogue.js';
import { topics } from './topics.js';

describe('asyncApiDocument', () => {
  const document = asyncApiDocument({ version: '0.1.0', serverHost: 'localhost:9092' });

  it('is accepted by the AsyncAPI parser without an error', async () => {
    const { diagnostics, document: parsed } = await new Parser().parse(JSON.stringify(document));
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
    expect(parsed?.version()).toBe('3.0.0');
    expect(parsed?.channels().length).toBe(Object.keys(topics).length);
  }, 60_000);

  it('fails the parser when a reference leads nowhere', async () => {
    const broken = structuredClone(document) as { operations: Record<string, { channel: { $ref: string } }> };
    broken.operations['send-facts']!.channel.$ref = '#/channels/nowhere';
    const { diagnostics } = await new Parser().parse(JSON.stringify(broken));
    expect(diagnostics.some(({ severity }) => severity === 0)).toBe(true);
  }, 60_000);

  it('carries every type that travels on Kafka', () => {
    const carried = new Set(Object.values(topics).flatMap((topic) => topic.events.map((each) => each)));
    const missing = allDefinitions.filter((each) => !carried.has(each)).map(({ type }) => type);
    expect(missing).toEqual(['lumbung.feed.updated.v1']);
  });
});
