export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'stale';

export interface Connection {
  /** What the browser's EventSource says. */
  link: 'opening' | 'open' | 'lost';
  everOpen: boolean;
  /** Last message of any kind, heartbeats included, in the browser's time. */
  lastMessageAt: number | null;
  /** Last message that carried news. */
  lastEventAt: number | null;
  /** When the link was lost; null while it stands. */
  lostAt: number | null;
}

export const noConnection: Connection = {
  link: 'opening',
  everOpen: false,
  lastMessageAt: null,
  lastEventAt: null,
  lostAt: null,
};

/** The gateway sends a heartbeat every 10 s: two missed ones and a little mean that nothing comes through. */
export const silenceMsMax = 25_000;

/** What a person should be told. `stale`: figures may be old, though nothing said so. */
export function connectionState(connection: Connection, now: number): ConnectionState {
  const quietFor = now - (connection.lastMessageAt ?? now);
  if (connection.link === 'open') return quietFor > silenceMsMax ? 'stale' : 'live';
  if (!connection.everOpen) return 'connecting';
  return quietFor > silenceMsMax ? 'stale' : 'reconnecting';
}

export function opened(connection: Connection, now: number): Connection {
  return { ...connection, link: 'open', everOpen: true, lastMessageAt: now, lostAt: null };
}

export function lost(connection: Connection, now: number): Connection {
  return { ...connection, link: 'lost', lostAt: connection.lostAt ?? now };
}

export function heard(connection: Connection, now: number, news: boolean): Connection {
  return {
    ...connection,
    link: 'open',
    everOpen: true,
    lastMessageAt: now,
    lastEventAt: news ? now : connection.lastEventAt,
    lostAt: null,
  };
}
