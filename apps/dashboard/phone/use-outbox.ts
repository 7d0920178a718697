import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useLiveStore } from '../live/live-context.js';
import { browserNow } from '../live/time.js';
import { Outbox, type Deed, type Entry, type OutboxState } from './outbox.js';
import { post } from './post.js';
import { browserShelf } from './shelf.js';
import { usePhonePerson } from './use-phone-person.js';

/** By the gateway's clock, once a page has met it. */
let clockOffset = 0;

const outbox = new Outbox({
  shelf: browserShelf,
  post,
  now: () => browserNow() + clockOffset,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  alone: async (work) => {
    // Over plain http browsers have no locks; the ids keep a second sending without effect.
    if ('locks' in navigator) await navigator.locks.request('lumbung.outbox', work);
    else await work();
  },
});

const everyMs = 15_000;
/** The plan has seen what was sent within this time. */
const afterMs = [0, 1_500, 5_000];

/** Sends what waits for as long as a page of the phone is open: at once, when the network is back, and now and then. */
export function useSender(person: string | undefined): void {
  const store = useLiveStore();
  const client = useQueryClient();
  useEffect(() => {
    if (person === undefined) return undefined;
    const flush = (): void => {
      clockOffset = store.getState().clock.offset;
      if (outbox.getState().entries.some(({ state }) => state === 'waiting')) void outbox.flush();
    };
    void outbox.belongTo(person).then(flush);
    const timer = setInterval(flush, everyMs);
    addEventListener('online', flush);
    addEventListener('visibilitychange', flush);
    let settled = 0;
    const stop = outbox.subscribe(() => {
      const now = outbox.getState().entries.filter(({ state }) => state !== 'waiting').length;
      if (now > settled)
        for (const later of afterMs)
          setTimeout(() => void client.invalidateQueries({ queryKey: ['phone'] }), later);
      settled = now;
    });
    return () => {
      clearInterval(timer);
      removeEventListener('online', flush);
      removeEventListener('visibilitychange', flush);
      stop();
    };
  }, [store, client, person]);
}

export function useOutbox(): OutboxState {
  return useSyncExternalStore(outbox.subscribe, outbox.getState);
}

export interface ShipmentOutbox {
  /** Tapped and not yet sent, oldest first, without positions. */
  waiting: Entry[];
  refused: Entry[];
  /** What is sent and may not be on the list yet. */
  sent: Entry[];
  say: (deed: Deed, id: string, body: object, photos?: Record<string, Blob>) => Promise<boolean>;
  /** An id that a second tap on the same button makes again, and a second deed of the kind does not. */
  idOf: (deed: Deed) => string;
}

/** What was said of one shipment on this phone, and the way to say more. */
export function useShipmentOutbox(shipmentId: string, revision = 0): ShipmentOutbox {
  const { entries } = useOutbox();
  const person = usePhonePerson();
  return useMemo(() => {
    const own = entries.filter((entry) => entry.shipmentId === shipmentId && entry.deed !== 'locations');
    return {
      waiting: own.filter(({ state }) => state === 'waiting'),
      refused: own.filter(({ state }) => state === 'refused'),
      sent: own.filter(({ state }) => state === 'sent'),
      say: (deed, id, body, photos) =>
        outbox.add({ id, person: person?.id ?? '', shipmentId, deed, body, ...(photos && { photos }) }),
      idOf: (deed) =>
        `${shipmentId}/${deed}/${own.filter((entry) => entry.deed === deed).length + 1}-${revision}`,
    };
  }, [entries, person, shipmentId, revision]);
}

export const dropEntry = (id: string): Promise<void> => outbox.drop(id);
