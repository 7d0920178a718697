import { useMemo } from 'react';
import type { Shipment } from '../api/types.js';
import { useBoard } from '../live/live-context.js';

/** The shipments of the live board, of one commodity or of all. */
export function useShipments(commodity: string | null): Shipment[] {
  const shipments = useBoard((board) => board.shipments);
  return useMemo(
    () =>
      [...shipments.values()]
        .map(({ thing }) => thing)
        .filter(({ lines }) => commodity === null || lines.some((line) => line.commodity === commodity)),
    [shipments, commodity],
  );
}
