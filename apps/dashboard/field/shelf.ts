import { createStore, delMany, get, set, update, values } from 'idb-keyval';
import type { Home } from './home.js';
import type { Entry, Shelf } from './queue.js';

const entries = createStore('lumbung-entry', 'reports');
const own = createStore('lumbung-entry-own', 'kept');

/** Reports in the browser's own database: they survive a closed page and an empty battery. */
export const browserShelf: Shelf = {
  all: () => values<Entry>(entries),
  async add(entry) {
    let isKept = false;
    await update<Entry>(entry.id, (known) => ((isKept = !known), known ?? entry), entries);
    return isKept;
  },
  put: (entry) => set(entry.id, entry, entries),
  remove: (ids) => delMany(ids, entries),
};

/** What lets this phone in, and what it was last told of its places. */
export interface Kept {
  secret: string;
  home: Home;
  /** What the gateway's clock is ahead of the phone's, in milliseconds. */
  clockOffset: number;
}

export const readKept = (): Promise<Kept | undefined> => get<Kept>('kept', own);
export const writeKept = (kept: Kept): Promise<void> => set('kept', kept, own);

/** The secret of a join that has not been answered yet: asked again, it is the same phone. */
export const readJoining = (): Promise<{ token: string; secret: string } | undefined> => get('joining', own);
export const writeJoining = (joining: { token: string; secret: string }): Promise<void> =>
  set('joining', joining, own);
