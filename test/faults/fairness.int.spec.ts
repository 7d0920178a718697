import { partitionOf } from '#kafka';
import { eventually, TransportBench, type Instance } from './bench.js';

jest.setTimeout(120_000);

const partitions = 6;
let bench: TransportBench;

beforeAll(async () => {
  bench = await TransportBench.start();
}, 90_000);

afterEach(() => bench.closeInstances(), 60_000);
afterAll(() => bench.stop(), 60_000);

/** A key of each partition, as a hub and commodity has its own. */
function keys(): string[] {
  const found: string[] = [];
  for (let i = 0; found.filter(Boolean).length < partitions; i++)
    found[partitionOf(`key-${i}`, partitions)] ??= `key-${i}`;
  return found;
}

it('a flood on all partitions but one does not hold that one up', async () => {
  const topic = await bench.topic('flood', partitions);
  const [cold, ...hot] = keys().reverse();
  const load = 'x'.repeat(100_000);
  for (const key of hot)
    for (let sent = 0; sent < 60; sent += 20)
      await bench.producer.send(Array.from({ length: 20 }, () => ({ topic, key, value: load })));
  await bench.producer.send([{ topic, key: cold!, value: 'cold' }]);
  let before = 0;
  let isDone = false;
  await bench.instance({
    work: (_, { records }) => {
      isDone ||= records.some(({ value }) => value?.toString() === 'cold');
      if (!isDone) before += records.length;
      return Promise.resolve();
    },
  });
  await eventually(() => isDone, Boolean);
  // One fetch of two megabytes from each of the others, and not what all of them have.
  expect(before).toBeLessThanOrEqual(5 * 25);
});

it('what stays ours when others come and go is not claimed again, and nothing is read twice or left out', async () => {
  const topic = await bench.topic('kept', partitions);
  const say = (text: string) =>
    bench.producer.send(keys().map((key, i) => ({ topic, key, value: `${text}${i}` })));
  const first = await bench.instance({ sessionMs: 3_000 });
  await say('a');
  await eventually(
    () => bench.seen('kept'),
    (texts) => texts.length === partitions,
  );
  const claimed = () => first.claims.filter((name) => name.startsWith('kept/')).length;
  expect(claimed()).toBe(partitions);
  // Those of the flood too, which the group believes to stand elsewhere.
  expect(new Set(first.claims).size).toBe(first.claims.length);
  const owned = (instance: Instance) =>
    Array.from({ length: partitions }, (_, partition) => partition).filter((partition) =>
      instance.pipeline.owns({ topic, partition }),
    );
  const second = await bench.instance({ sessionMs: 3_000 });
  await eventually(
    () => [owned(first).length, owned(second).length],
    ([a, b]) => a === 3 && b === 3,
  );
  await say('b');
  await eventually(
    () => bench.seen('kept'),
    (texts) => texts.length === 2 * partitions,
  );
  expect(claimed()).toBe(partitions);
  await second.close();
  await eventually(
    () => owned(first).length,
    (count) => count === partitions,
  );
  await say('c');
  const texts = await eventually(
    () => bench.seen('kept'),
    (all) => all.length >= 3 * partitions,
  );
  expect([...texts].sort()).toEqual(['a', 'b', 'c'].flatMap((text) => keys().map((_, i) => `${text}${i}`)));
  // Its own three, and the other three again.
  expect(claimed()).toBe(partitions + 3);
});
