import { useEffect } from 'react';
import { getJson } from '../api/client.js';
import type { Meta } from '../api/types.js';
import { toEpoch } from '../format/time.js';
import { followLiveFeed } from './source.js';
import type { LiveStore } from './store.js';
import { browserNow } from './time.js';

const questions = 3;
const everyMs = 5 * 60_000;

/** Follows the feed and measures the gateway's clock for as long as the page is open. */
export function useFeed(store: LiveStore): void {
  useEffect(() => followLiveFeed(store), [store]);
  useEffect(() => {
    const measure = (): void => void measureClock(store);
    measure();
    const timer = setInterval(measure, everyMs);
    return () => clearInterval(timer);
  }, [store]);
}

async function measureClock(store: LiveStore): Promise<void> {
  for (let question = 0; question < questions; question += 1) {
    const sentAt = browserNow();
    // Heartbeats carry the time too, so an unanswered question costs only precision.
    const meta = await getJson<Meta>('/v1/meta').catch(() => null);
    const gatewayTime = toEpoch(meta?.time);
    if (gatewayTime !== null) store.roundTrip(sentAt, browserNow(), gatewayTime);
  }
}
