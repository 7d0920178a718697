import { FrameJoiner } from '../../apps/gateway/live/frame-joiner.js';

describe('frames of one turn', () => {
  const [a, b, c] = ['a\n\n', 'b\n\n', 'c\n\n'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

  it('are put together once for all clients that get the same ones', () => {
    const joiner = new FrameJoiner();
    const joined = joiner.join([a, b]);
    expect(joined.toString()).toBe('a\n\nb\n\n');
    expect(joiner.join([a, b])).toBe(joined);
    expect(joiner.join([b, c]).toString()).toBe('b\n\nc\n\n');
    expect(joiner.join([a, b, c]).toString()).toBe('a\n\nb\n\nc\n\n');
  });

  it('stay in their order, whoever else has asked before', () => {
    const joiner = new FrameJoiner();
    for (const frames of [[b, a], [a, b], ['x\n\n', a], ['y\n\n', a], [a]])
      expect(joiner.join(frames).toString()).toBe(frames.map(String).join(''));
  });
});
