import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive } from '../live/live-context.js';

/** News may come by the hundred; the lists are asked for once after a rest. */
const restMs = 1_500;

/** Reads the phone's lists again when the live feed tells of a shipment. */
export function useFreshLists(): void {
  const client = useQueryClient();
  const shipments = useLive(({ board }) => board.shipments);
  useEffect(() => {
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: ['phone'] }), restMs);
    return () => clearTimeout(timer);
  }, [client, shipments]);
}
