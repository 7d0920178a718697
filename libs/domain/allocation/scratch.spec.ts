import { floats, ints, withScratch } from './scratch.js';

describe('working memory', () => {
  const fill = (length: number): number =>
    withScratch(() => {
      const arrays = [floats(length), ints(length), floats(3), ints(1)];
      const sum = arrays.flatMap((values) => Array.from(values)).reduce((a, b) => a + b, 0);
      arrays.forEach((values) => values.fill(7));
      expect(new Set(arrays.flatMap((values) => Array.from(values)))).toEqual(new Set([7]));
      return sum;
    });

  it('is zero at the start of every solve, smaller or larger than the one before', () => {
    expect([5, 5, 9, 1, 1_000, 1_000, 4].map(fill)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('is cut into arrays that do not overlap', () => {
    withScratch(() => floats(10));
    withScratch(() => {
      const [odd, even] = [ints(3).fill(1), floats(4).fill(2)];
      expect([...odd, ...even]).toEqual([1, 1, 1, 2, 2, 2, 2]);
    });
  });

  it('is free again after an error', () => {
    const failing = (): never => {
      floats(4).fill(5);
      throw new Error('refused');
    };
    expect(() => withScratch(failing)).toThrow('refused');
    expect(withScratch(() => [...floats(4)])).toEqual([0, 0, 0, 0]);
  });

  it('stays out of what is made between solves', () => {
    withScratch(() => floats(100));
    const kept = floats(4).fill(3);
    withScratch(() => floats(100).fill(9));
    expect([...kept]).toEqual([3, 3, 3, 3]);
  });
});
