import { useSyncExternalStore } from 'react';

export const routes = ['live', 'balances', 'shipments', 'feeds', 'rejected'] as const;
export type Route = (typeof routes)[number];

const addressOf: Record<Route, string> = {
  live: '#/',
  balances: '#/neraca',
  shipments: '#/pengiriman',
  feeds: '#/sumber',
  rejected: '#/ditolak',
};

/** The page lives behind `#`, so that every address works from any static server. */
export const linkTo = (route: Route): string => addressOf[route];

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** The page that is asked for; null when there is no such page. */
export function useRoute(): Route | null {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  if (hash === '' || hash === '#') return 'live';
  return routes.find((route) => addressOf[route] === hash) ?? null;
}
