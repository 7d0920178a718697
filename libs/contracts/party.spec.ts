import {
  inboundTopic,
  outboundTopic,
  partyOfInboundTopic,
  partyOfSource,
  sourceOfHub,
  sourceOfParty,
} from './party.js';
import { topics, topicSettings } from './topics.js';
import { shortType, wireType } from './types.js';

describe('names on the wire', () => {
  it('turn into each other', () => {
    expect(partyOfSource(sourceOfParty('e-peken'))).toBe('e-peken');
    expect(partyOfInboundTopic(inboundTopic('e-peken'))).toBe('e-peken');
    expect(outboundTopic('e-peken')).toBe('outbound.e-peken');
    expect(shortType(wireType('stock.counted'))).toBe('stock.counted');
  });

  it.each(['', 'urn:lumbung:party:', 'urn:lumbung:hub:btc', 'URN:lumbung:party:a', 'urn:lumbung:party:a b'])(
    '%p names no party',
    (source) => expect(partyOfSource(source)).toBeNull(),
  );

  it('a hub is no party, and a code that cannot be one is a bug', () => {
    expect(partyOfSource(sourceOfHub('btc'))).toBeNull();
    expect(() => inboundTopic('A/B')).toThrow(RangeError);
  });

  it('facts are kept for ever', () => {
    expect(topicSettings(topics.facts)).toEqual({ 'cleanup.policy': 'delete', 'retention.ms': '-1' });
  });
});
