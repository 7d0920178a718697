import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../access/session.js';
import { sendJson } from '../api/client.js';
import { untilApplied } from '../desk/use-say.js';

interface Said {
  overrideId: string;
  eventId: string;
}

/** Says what an officer asks of the plan, and waits until the plan follows it. */
export function useOverride() {
  const party = useSession()?.person?.party;
  const client = useQueryClient();
  const [progress, setProgress] = useState<'idle' | 'done' | 'slow'>('idle');
  const send = async (path: string, body: object): Promise<void> => {
    if (party === undefined) return;
    setProgress('idle');
    const { eventId } = await sendJson<Said>('POST', path, body);
    const isApplied = await untilApplied(`/v1/events/${party}/${eventId}`);
    setProgress(isApplied ? 'done' : 'slow');
    await client.invalidateQueries();
  };
  return { send, progress };
}
