/** Names that the worker and the page agree on. */
export const keptCache = 'lumbung-kept';

/** Everything of one person on this phone: what was not sent, and what was last seen. */
export async function forgetPhone(): Promise<void> {
  const { clearShelf } = await import('./shelf.js');
  await Promise.allSettled([clearShelf(), globalThis.caches?.delete(keptCache)]);
}

/** How much would be lost by that. */
export async function countWaiting(): Promise<number> {
  const { browserShelf } = await import('./shelf.js');
  const entries = await browserShelf.all().catch(() => []);
  return entries.filter(({ state, deed }) => state === 'waiting' && deed !== 'locations').length;
}
