import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Board } from './board.js';
import type { LiveState, LiveStore } from './store.js';

const LiveContext = createContext<LiveStore | null>(null);
export const LiveProvider = LiveContext.Provider;

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (!store) throw new Error('useLiveStore outside of LiveProvider');
  return store;
}

/** A part of the live state. The part must be the same object while nothing in it changed. */
export function useLive<Part>(part: (state: LiveState) => Part): Part {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, () => part(store.getState()));
}

export function useBoard<Part>(part: (board: Board) => Part): Part {
  return useLive((state) => part(state.board));
}
