/** Lets this phone open the page without a network from the next time on. Plain http has no workers, and no harm done. */
export function installWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .register('/phone-worker.js', { updateViaCache: 'none' })
    .catch(() => undefined);
}
