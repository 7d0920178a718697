import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Lets this phone open the page without a network from now on. Plain http has no workers, and no harm done. */
export function useWorker(): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return undefined;
    const { serviceWorker } = navigator;
    // What was read before the worker was there went past it: it is asked for once more, to be kept.
    const hear = (): void => void client.invalidateQueries();
    serviceWorker.addEventListener('controllerchange', hear);
    void serviceWorker.register('/phone-worker.js', { updateViaCache: 'none' }).catch(() => undefined);
    return () => serviceWorker.removeEventListener('controllerchange', hear);
  }, [client]);
}
