import type { RegistryIndex } from '#access';
import { byNewest } from './by-newest.js';

const [old, fresh] = [{}, {}] as [RegistryIndex, RegistryIndex];
const verdictBy = (index: RegistryIndex) => ({ by: index, refused: index === old ? ['unknown'] : [] });

it('judges again when the registry was refreshed, or had become newer meanwhile', async () => {
  const renewed = { index: old, refresh: () => Promise.resolve(fresh) };
  expect((await byNewest(renewed, (index) => Promise.resolve(verdictBy(index)))).by).toBe(fresh);

  const registry = { index: old, refresh: () => Promise.resolve(registry.index) };
  const meanwhile = await byNewest(registry, async (index) => {
    registry.index = fresh;
    await Promise.resolve();
    return verdictBy(index);
  });
  expect(meanwhile.by).toBe(fresh);
});

it('judges once when nothing is refused, or nothing is newer', async () => {
  const judge = jest.fn((index: RegistryIndex) => Promise.resolve(verdictBy(index)));
  await byNewest({ index: fresh, refresh: () => Promise.reject(new Error('not asked')) }, judge);
  await byNewest({ index: old, refresh: () => Promise.resolve(old) }, judge);
  expect(judge).toHaveBeenCalledTimes(2);
});
