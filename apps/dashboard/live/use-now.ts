import { useSyncExternalStore } from 'react';
import { useLiveStore } from './live-context.js';
import { browserNow } from './time.js';

let tick = browserNow();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = browserNow();
    listeners.forEach((told) => told());
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The gateway's time in whole seconds, one timer for the whole page. */
export function useNow(): number {
  const store = useLiveStore();
  const now = useSyncExternalStore(subscribe, () => tick);
  return now + store.getState().clock.offset;
}
