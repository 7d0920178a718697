import pg from 'pg';

/** The roles that nobody logs in as: what a connection or a transaction is, once it is in. */
export const serviceRole = 'lumbung_service';
const tenantRole = 'lumbung_tenant';
const publicRole = 'lumbung_public';

/** For whom a transaction speaks, in the words that the policies of the tables ask for. */
export interface Tenancy {
  /** Open reading: what anybody may see. Nothing below counts then. */
  everything: boolean;
  party: string | null;
  hubs: Iterable<string>;
  regions: Iterable<string>;
  officialRegions: Iterable<string>;
  places: Iterable<string>;
  /** Sees what is offered to carriers. */
  carrier: boolean;
  /** Parties whose keys, connectors and people are administered. */
  managed?: Iterable<string>;
  /** Of a hub: the parties that deal with other hubs alone. Absent: this is no hub. */
  foreign?: Iterable<string> | null;
}

/** Begins a transaction as somebody, in one message to the server. It ends with the transaction. */
export function beginAs(tenancy: Tenancy, mode: 'READ ONLY' | 'READ WRITE'): string {
  const begin = `BEGIN ${mode}; SET LOCAL ROLE`;
  if (tenancy.everything) return `${begin} ${publicRole}`;
  const { party, foreign = null, managed = [] } = tenancy;
  const said: Record<string, string | null> = {
    party,
    hubs: arrayOf(tenancy.hubs),
    regions: arrayOf(tenancy.regions),
    officialRegions: arrayOf(tenancy.officialRegions),
    places: arrayOf(tenancy.places),
    offers: tenancy.carrier ? '{recommended,offered}' : null,
    managed: arrayOf(managed),
    foreign: foreign && arrayOf(foreign),
  };
  const settings = Object.entries(said)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `SET LOCAL lumbung."${key}" = ${pg.escapeLiteral(value!)}`);
  return [`${begin} ${tenantRole}`, ...settings].join('; ');
}

/** An address whose connections are the services' from their first moment on. */
export function asService(url: string): string {
  const address = new URL(url);
  const own = address.searchParams.get('options');
  address.searchParams.set('options', `${own ?? ''} -c role=${serviceRole}`.trim());
  return address.href;
}

function arrayOf(values: Iterable<string>): string {
  return `{${[...values].map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
