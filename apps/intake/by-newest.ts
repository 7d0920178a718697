import type { RegistryCache, RegistryIndex } from '#access';

/**
 * Judges by the registry at hand, and again by the newest before anything is refused: the door may have let it in by
 * one of this very moment.
 */
export async function byNewest<Verdicts extends { refused: unknown[] }>(
  registry: Pick<RegistryCache, 'index' | 'refresh'>,
  judge: (index: RegistryIndex) => Promise<Verdicts>,
): Promise<Verdicts> {
  const { index } = registry;
  const verdicts = await judge(index);
  if (verdicts.refused.length === 0) return verdicts;
  const newest = await registry.refresh();
  // Compared with what was judged by: it may have become newer while that went on.
  return newest === index ? verdicts : judge(newest);
}
