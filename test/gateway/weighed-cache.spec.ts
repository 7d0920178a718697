import { WeighedCache } from '../../apps/gateway/queries/weighed-cache.js';

describe('what was asked for last, by weight', () => {
  it('lets go what was not asked for the longest', () => {
    const cache = new WeighedCache<string>(10);
    cache.set('a', 'A', 4);
    cache.set('b', 'B', 4);
    expect(cache.get('a')).toBe('A');
    cache.set('c', 'C', 4);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
    expect(cache.weight).toBe(8);
  });

  it('never weighs more than it may, whatever comes', () => {
    const cache = new WeighedCache<number>(100);
    for (let i = 0; i < 1_000; i++) {
      cache.set(`k${i % 37}`, i, (i * 31) % 60);
      expect(cache.weight).toBeLessThanOrEqual(100);
    }
  });

  it('does not keep what is too heavy, nor an older value in its place', () => {
    const cache = new WeighedCache<string>(10);
    cache.set('a', 'light', 1);
    cache.set('a', 'heavy', 11);
    expect([cache.get('a'), cache.weight]).toEqual([undefined, 0]);
  });
});
