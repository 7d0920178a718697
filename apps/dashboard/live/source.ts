import { isRecord, readEvent } from './event.js';
import { toEpoch } from '../format/time.js';
import type { LiveStore } from './store.js';

const outTypes = [
  'shipment.recommended',
  'shipment.updated',
  'shipment.withdrawn',
  'balance.updated',
  'alert.raised',
  'alert.cleared',
  'feed.updated',
];
const factTypes = [
  'stock.counted',
  'stock.moved',
  'harvest.forecast',
  'demand.declared',
  'demand.withdrawn',
  'price.observed',
  'shipment.responded',
  'shipment.dispatched',
  'shipment.located',
  'shipment.received',
  'shipment.disposed',
  'shipment.cancelled',
  'fact.corrected',
  'fact.confirmed',
];

const address = '/v1/live?topics=shipments,balances,alerts,facts,feeds';
const waitsMs = [1_000, 2_000, 5_000, 10_000];

/**
 * Keeps one EventSource open until stopped. The browser resumes a broken stream by itself with Last-Event-ID. A
 * refused one (HTTP error), and one that says it left a gap (`reset`), is opened anew, with a new snapshot.
 */
export function followLiveFeed(store: LiveStore): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refusals = 0;

  const open = (): void => {
    source = new EventSource(address);
    store.arrive({ kind: 'snapshot-begins' });
    source.onopen = () => {
      refusals = 0;
      store.linkOpened();
    };
    source.onerror = () => {
      store.linkLost();
      if (source?.readyState === EventSource.CLOSED) openLater();
    };
    source.addEventListener('reset', () => {
      source?.close();
      store.linkLost();
      openLater();
    });
    listen(source, store);
  };
  const openLater = (): void => {
    timer = setTimeout(open, waitsMs[Math.min(refusals, waitsMs.length - 1)]);
    refusals += 1;
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function listen(source: EventSource, store: LiveStore): void {
  for (const type of [...outTypes, ...factTypes]) {
    source.addEventListener(`lumbung.${type}.v1`, ({ data }: MessageEvent<string>) => {
      const read = readEvent(data);
      if (read.kind === 'event') store.arrive(read);
      else store.couldNotRead();
    });
  }
  source.addEventListener('caught-up', ({ data }: MessageEvent<string>) => {
    store.heartbeat(timeIn(data));
    store.arrive({ kind: 'caught-up' });
  });
  source.addEventListener('heartbeat', ({ data }: MessageEvent<string>) => store.heartbeat(timeIn(data)));
}

function timeIn(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? toEpoch(value['time']) : null;
  } catch {
    return null;
  }
}
