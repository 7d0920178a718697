import * as fc from 'fast-check';
import { isLater, readEvent } from './event.js';

const envelope = {
  specversion: '1.0',
  type: 'lumbung.balance.updated.v1',
  source: 'urn:lumbung:hub:btc',
  id: 'b1',
  subject: 'btc/egg.chicken/35.78',
  commodity: 'egg.chicken',
  sequence: '00000000000000000007',
  time: '2026-11-23T10:00:02Z',
  facttime: '2026-11-23T10:00:00Z',
  acceptedat: '2026-11-23T10:00:01Z',
  publishedat: '2026-11-23T10:00:01.200Z',
  data: { need: 1 },
};

describe('readEvent', () => {
  it('takes kind, subject and the three moments from the envelope', () => {
    expect(readEvent(JSON.stringify(envelope))).toEqual({
      kind: 'event',
      event: {
        kind: 'balance.updated',
        id: 'b1',
        source: 'urn:lumbung:hub:btc',
        subject: 'btc/egg.chicken/35.78',
        commodity: 'egg.chicken',
        sequence: '00000000000000000007',
        factAt: Date.parse('2026-11-23T10:00:00Z'),
        acceptedAt: Date.parse('2026-11-23T10:00:01Z'),
        publishedAt: Date.parse('2026-11-23T10:00:01.200Z'),
        data: { need: 1 },
      },
    });
  });

  it('takes the time of a fact for when it happened', () => {
    const fact = { ...envelope, type: 'lumbung.stock.counted.v1', facttime: undefined };
    const read = readEvent(JSON.stringify(fact));
    expect(read.kind === 'event' && read.event.factAt).toBe(Date.parse('2026-11-23T10:00:02Z'));
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'not an object'],
    ['{"type":"other.thing"}', 'no type of ours'],
    ['{"type":"lumbung.balance.updated.v1"}', 'no id'],
    ['{"type":"lumbung.balance.updated.v1","id":"1","data":[]}', 'no data'],
  ])('reports %s as unreadable', (text, reason) => {
    expect(readEvent(text)).toEqual({ kind: 'unreadable', reason });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readEvent(text)));
  });
});

describe('isLater', () => {
  it('agrees with the order of integers, whatever the padding', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 19n }),
        fc.bigInt({ min: 0n, max: 10n ** 19n }),
        (a, b) => {
          expect(isLater(String(a).padStart(20, '0'), String(b))).toBe(a > b);
        },
      ),
    );
  });
});
