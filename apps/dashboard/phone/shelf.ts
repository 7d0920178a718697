import { clear, createStore, delMany, set, update, values } from 'idb-keyval';
import type { Entry, Shelf } from './outbox.js';

const store = createStore('lumbung-phone', 'outbox');

/** The outbox in the browser's own database: it survives a closed page and a phone without a battery. */
export const browserShelf: Shelf = {
  all: () => values<Entry>(store),
  async add(entry) {
    let isKept = false;
    await update<Entry>(
      entry.id,
      (known) => {
        isKept = !known || known.state === 'refused';
        return known && !isKept ? known : entry;
      },
      store,
    );
    return isKept;
  },
  put: (entry) => set(entry.id, entry, store),
  remove: (ids) => delMany(ids, store),
};

export const clearShelf = (): Promise<void> => clear(store);
