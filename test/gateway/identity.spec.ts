import fc from 'fast-check';
import { canonicalJson, contentHash, factId, parseKey, TokenBuckets } from '#access';

const shuffled = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).reverse()) as Record<string, unknown>;

describe('the identity of an event', () => {
  it('is a UUID that never changes', () => {
    expect(factId('e-peken', 'order-1')).toBe('e2655ed9-f3c5-8528-a8fd-ea4cf1a8d462');
    expect(factId('e-peken', 'order-1')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('differs between any two pairs of party and id', () => {
    expect(factId('ab', 'c')).not.toBe(factId('a', 'bc'));
  });
});

describe('the content of an event', () => {
  it('is the same in any order of names, and other with any other value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (event, name) => {
        const hash = contentHash(event);
        expect(contentHash(shuffled(event))).toEqual(hash);
        if (name === 'traceparent' || name === 'tracestate' || name === '__proto__') return;
        const other = { ...event, [name]: 'another value entirely' };
        expect(contentHash(other).equals(hash)).toBe(canonicalJson(other) === canonicalJson(event));
      }),
    );
  });

  it('does not include the trace of its sending', () => {
    expect(contentHash({ id: 'a', traceparent: 'x', tracestate: 'y' })).toEqual(contentHash({ id: 'a' }));
  });

  it('is canonical JSON', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: 1.5 })).toBe(
      '{"a":1.5,"b":[1,{"c":"é","d":null}]}',
    );
  });
});

describe('a key', () => {
  it('has two parts of a fixed shape', () => {
    const secret = `${'x'.repeat(20)}_-${'y'.repeat(21)}`;
    expect(parseKey(`lk_${'a'.repeat(16)}_${secret}`)).toEqual({ keyId: 'a'.repeat(16), secret });
    for (const wrong of ['', 'lk__', `lk_${'a'.repeat(16)}_short`, `LK_${'a'.repeat(16)}_${secret}`])
      expect(parseKey(wrong)).toBeNull();
  });
});

describe('token buckets', () => {
  it('let through what flows in, and say when to come back', () => {
    const buckets = new TokenBuckets({ perSecond: 10, burst: 10, bucketsMax: 2 });
    expect(buckets.take('a', 10, 0)).toMatchObject({ allowed: true, remaining: 0, resetMs: 1_000 });
    expect(buckets.take('a', 5, 0)).toMatchObject({ allowed: false, retryAfterMs: 500 });
    expect(buckets.take('a', 5, 500)).toMatchObject({ allowed: true, remaining: 0 });
    expect(buckets.take('b', 1, 500).allowed).toBe(true);
  });

  it('let a cost above the burst through when they are full', () => {
    const buckets = new TokenBuckets({ perSecond: 10, burst: 10, bucketsMax: 2 });
    expect(buckets.take('a', 50, 0).allowed).toBe(true);
    expect(buckets.take('a', 50, 900).allowed).toBe(false);
    expect(buckets.take('a', 50, 1_000).allowed).toBe(true);
  });

  it('forget the one unused for longest when there are too many', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1, bucketsMax: 2 });
    for (const name of ['a', 'b', 'a', 'c']) buckets.take(name, 1, 0);
    expect(buckets.take('a', 1, 0).allowed).toBe(false);
    expect(buckets.take('b', 1, 0).allowed).toBe(true);
  });
});
