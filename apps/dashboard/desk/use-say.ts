import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../access/session.js';
import { ApiError, ask, getJson } from '../api/client.js';
import type { Bilingual } from '../api/types.js';
import { browserNow } from '../live/time.js';
import { eventOf, type Said } from './decision.js';

type Progress = 'idle' | 'done' | 'slow';

interface Status {
  status: 'accepted' | 'applied' | 'superseded' | 'held' | 'rejected';
  reason: { code: string; text: Bilingual } | null;
}

const askEveryMs = 300;
const waitMaxMs = 10_000;

/** Says something as the party of the person at the screen, and waits until the plan knows. */
export function useSay() {
  const party = useSession()?.person?.party;
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>('idle');
  const say = async (said: Said): Promise<void> => {
    if (party === undefined) return;
    const id = crypto.randomUUID();
    const time = new Date(browserNow()).toISOString();
    await ask('/v1/events', {
      method: 'POST',
      headers: { 'x-lumbung-request': '1', 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(eventOf(said, { party, id, time })),
    });
    const isApplied = await untilApplied(`/v1/events/${party}/${id}`);
    setProgress(isApplied ? 'done' : 'slow');
    await client.invalidateQueries();
  };
  return { say, progress };
}

/** False when it takes longer than a person waits. Throws what the services refused of it. */
export async function untilApplied(path: string): Promise<boolean> {
  for (const giveUpAt = browserNow() + waitMaxMs; browserNow() < giveUpAt;) {
    const status = await getJson<Status>(path).catch((error: unknown) => {
      // It is not known the moment it is sent.
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    });
    if (status?.status === 'rejected') throw new ApiError('REFUSED', 422, status.reason?.text ?? null);
    if (status !== null && status.status !== 'accepted') return true;
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
  return false;
}
