import { useMemo, useSyncExternalStore } from 'react';

export const routes = ['live', 'balances', 'shipments', 'desk'] as const;
/** Pages behind the doors of the data desk. */
export const deskPages = ['feeds', 'rejected'] as const;
export type Route = (typeof routes)[number];
/** Pages that are not in the navigation; what follows their address is theirs to read. */
export const officePages = [
  'plan',
  'parties',
  'newParty',
  'keys',
  'agreements',
  'connectors',
  'newConnector',
  'webhooks',
  'offers',
  'waiting',
  'ledger',
  'registry',
  'audit',
  'people',
  'fieldwork',
] as const;
/** Pages of a person in the cab or at the gate of a market. */
export const phonePages = ['carry', 'receive'] as const;
const otherPages = [
  ...deskPages,
  'signIn',
  'invitation',
  'account',
  'notices',
  'stopMail',
  'confirmMail',
  'join',
  'trial',
  'terms',
  ...phonePages,
  ...officePages,
] as const;
export type Address = Route | (typeof otherPages)[number];

const addressOf: Record<Address, string> = {
  live: '#/',
  balances: '#/neraca',
  shipments: '#/pengiriman',
  desk: '#/meja-data',
  feeds: '#/sumber',
  rejected: '#/ditolak',
  signIn: '#/masuk',
  invitation: '#/undangan',
  account: '#/akun',
  notices: '#/pemberitahuan',
  stopMail: '#/berhenti',
  confirmMail: '#/surel',
  people: '#/orang',
  fieldwork: '#/lapangan',
  parties: '#/pihak',
  newParty: '#/pihak-baru',
  keys: '#/kunci',
  agreements: '#/perjanjian',
  connectors: '#/konektor',
  newConnector: '#/konektor-baru',
  webhooks: '#/webhook',
  plan: '#/rencana',
  offers: '#/penawaran',
  waiting: '#/menunggu',
  ledger: '#/lebih-kurang',
  registry: '#/registri',
  audit: '#/audit',
  carry: '#/angkut',
  receive: '#/terima',
  join: '#/bergabung',
  trial: '#/uji',
  terms: '#/istilah',
};

/** The page of somebody's daily work: a carrier's loads, or what a city receives; null: neither. */
export function phonePageOf(
  person: { party: string; permissions: readonly string[] } | null | undefined,
  parties: readonly { code: string; kind: string; regions: readonly string[] }[],
): (typeof phonePages)[number] | null {
  if (!person?.permissions.includes('shipments:report')) return null;
  const party = parties.find(({ code }) => code === person.party);
  if (party?.kind === 'carrier') return 'carry';
  return party?.kind === 'buyer' || party?.kind === 'department' ? 'receive' : null;
}

/** The page lives behind `#`, so that every address works from any static server. */
export function linkTo(route: Address, ...parts: string[]): string {
  return [addressOf[route], ...parts.map(encodeURIComponent)].join('/');
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** An address in pieces: the page, what follows it, and the filters. */
export function readHash(hash: string): { page: string; parts: string[]; query: URLSearchParams } {
  const [path = '', ...query] = hash.split('?');
  const [mark = '', first = '', ...rest] = path.split('/');
  const parts = rest.filter((part) => part !== '').map(decoded);
  return { page: `${mark}/${first}`, parts, query: new URLSearchParams(query.join('?')) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const useHash = (): string => useSyncExternalStore(subscribe, () => location.hash);

/** The page that is asked for; null when there is no such page. */
export function useRoute(): Address | null {
  const hash = useHash();
  if (hash === '' || hash === '#') return 'live';
  const { page, parts } = readHash(hash);
  return (
    routes.find((route) => addressOf[route] === page && (route === 'desk' || parts.length === 0)) ??
    otherPages.find((route) => addressOf[route] === page) ??
    null
  );
}

/** What follows the page in the address: of which entry it speaks. */
export function useParts(): string[] {
  const hash = useHash();
  return useMemo(() => readHash(hash).parts, [hash]);
}

/** Filters kept in the address, so that a view can be sent to somebody. A change makes no step in the history. */
export function useFilters(): [URLSearchParams, (name: string, value: string) => void] {
  const hash = useHash();
  const query = useMemo(() => readHash(hash).query, [hash]);
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(readHash(location.hash).query);
    if (value === '') next.delete(name);
    else next.set(name, value);
    const [path = ''] = location.hash.split('?');
    history.replaceState(null, '', next.size > 0 ? `${path}?${next}` : path);
    dispatchEvent(new HashChangeEvent('hashchange'));
  };
  return [query, set];
}
