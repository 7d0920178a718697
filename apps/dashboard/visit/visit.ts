import { useSyncExternalStore } from 'react';
import { linkTo } from '../shell/route.js';

/** A first visit: nobody asked yet, a step of the tour is shown, or it is over for this browser. */
export type Visit = { state: 'new' } | { state: 'touring'; step: number } | { state: 'over' };

const key = 'lumbung.visited';
const listeners = new Set<() => void>();
let visit: Visit = { state: remembered() ? 'over' : 'new' };

// A browser without storage asks again each time, and can be told no.
function remembered(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function become(next: Visit): void {
  visit = next;
  listeners.forEach((told) => told());
}

export function useVisit(): Visit {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => visit,
  );
}

export function startVisit(): void {
  location.hash = linkTo('live');
  become({ state: 'touring', step: 0 });
}

export const goToStep = (step: number): void => become({ state: 'touring', step });

export function endVisit(): void {
  try {
    localStorage.setItem(key, new Date().toISOString());
  } catch {
    // It is over for this page at least.
  }
  become({ state: 'over' });
}
