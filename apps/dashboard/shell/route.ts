import { useSyncExternalStore } from 'react';

export const routes = ['live', 'balances', 'shipments', 'feeds', 'rejected'] as const;
export type Route = (typeof routes)[number];
/** Pages that are not in the navigation; what follows their address is theirs to read. */
const otherPages = ['signIn', 'invitation', 'account', 'people'] as const;
type Address = Route | (typeof otherPages)[number];

const addressOf: Record<Address, string> = {
  live: '#/',
  balances: '#/neraca',
  shipments: '#/pengiriman',
  feeds: '#/sumber',
  rejected: '#/ditolak',
  signIn: '#/masuk',
  invitation: '#/undangan',
  account: '#/akun',
  people: '#/orang',
};

/** The page lives behind `#`, so that every address works from any static server. */
export const linkTo = (route: Address): string => addressOf[route];

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** The page that is asked for; null when there is no such page. */
export function useRoute(): Address | null {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  if (hash === '' || hash === '#') return 'live';
  const page = hash.split('/', 2).join('/');
  return (
    routes.find((route) => addressOf[route] === hash) ??
    otherPages.find((route) => addressOf[route] === page) ??
    null
  );
}
