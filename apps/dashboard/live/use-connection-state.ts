import { connectionState, type ConnectionState } from './connection.js';
import { useLive } from './live-context.js';
import { useNow } from './use-now.js';

export function useConnectionState(): ConnectionState {
  const connection = useLive((state) => state.connection);
  const clock = useLive((state) => state.clock);
  // The connection is judged by the browser's own time: only spans matter here.
  return connectionState(connection, useNow() - clock.offset);
}
