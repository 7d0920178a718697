import type {
  Agreement,
  CarrierService,
  Commodity,
  Consumption,
  Hub,
  Lane,
  Party,
  Place,
  Region,
  Registry,
  Reserve,
  Vehicle,
} from '#domain';
import type { Database, Sql } from './database.js';

const registryLock = 7_165_002;

export type RegistryChange = { version: number } & (
  | { kind: 'hub'; code: string; value: Hub | null }
  | { kind: 'region'; code: string; value: Region | null }
  | { kind: 'party'; code: string; value: Party | null }
  | { kind: 'place'; code: string; value: Place | null }
  | { kind: 'commodity'; code: string; value: Commodity | null }
  | { kind: 'lane'; code: string; value: Lane | null }
  | { kind: 'vehicle'; code: string; value: Vehicle | null }
  | { kind: 'service'; code: string; value: CarrierService | null }
  | { kind: 'agreement'; code: string; value: Agreement | null }
  | { kind: 'reserve'; code: string; value: Reserve | null }
  | { kind: 'consumption'; code: string; value: Consumption | null }
);

export type RegistryKind = RegistryChange['kind'];
export type RegistryDraft = Pick<RegistryChange, 'kind' | 'code' | 'value'>;

/** Who changes the registry, and why. */
export interface ChangedBy {
  party: string;
  /** The key or person behind it, e.g. `key:abc`; absent: the system itself. */
  actor?: string;
  reason: string;
}

/** Appends changes; nothing is overwritten. Returns the version after the last one. */
export async function changeRegistry(
  database: Database,
  changes: RegistryDraft[],
  by: ChangedBy,
): Promise<number> {
  return database.transaction(async (sql) => {
    await lockRegistry(sql);
    return appendRegistry(sql, changes, by);
  });
}

/** One writer at a time until the transaction ends, so that a version is never seen before a smaller one. */
export async function lockRegistry(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [registryLock]);
}

/** As `changeRegistry`, within a transaction that holds the lock. */
export async function appendRegistry(sql: Sql, changes: RegistryDraft[], by: ChangedBy): Promise<number> {
  const first = (await registryVersion(sql)) + 1;
  if (changes.length === 0) return first - 1;
  await sql.query(
    `INSERT INTO registry.change (version, kind, code, value, recorded_by, actor, reason)
     SELECT *, $5, $6, $7 FROM unnest($1::bigint[], $2::text[], $3::text[], $4::jsonb[])`,
    [
      changes.map((_, i) => first + i),
      changes.map((change) => change.kind),
      changes.map((change) => change.code),
      changes.map((change) => (change.value === null ? null : JSON.stringify(change.value))),
      by.party,
      by.actor ?? null,
      by.reason,
    ],
  );
  return first + changes.length - 1;
}

export async function registryVersion(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ version: string }>(
    'SELECT coalesce(max(version), 0) AS version FROM registry.change',
  );
  return Number(row!.version);
}

/** The registry as it stood at `version` (default: now), each list ordered by code. */
export async function loadRegistry(sql: Sql, version?: number): Promise<Registry> {
  const at = version ?? (await registryVersion(sql));
  const rows = await sql.query<{ kind: RegistryKind; code: string; value: unknown }>(
    `SELECT DISTINCT ON (kind, code) kind, code, value FROM registry.change
     WHERE version <= $1 ORDER BY kind, code, version DESC`,
    [at],
  );
  const held = rows.filter((row) => row.value !== null).sort((a, b) => (a.code < b.code ? -1 : 1));
  const of = <T>(kind: RegistryKind): T[] =>
    held.filter((row) => row.kind === kind).map((row) => row.value as T);
  return {
    version: at,
    hubs: of<Hub>('hub'),
    regions: of<Region>('region'),
    parties: of<Party>('party'),
    places: of<Place>('place'),
    commodities: of<Commodity>('commodity'),
    lanes: of<Lane>('lane'),
    vehicles: of<Vehicle>('vehicle'),
    services: of<CarrierService>('service'),
    agreements: of<Agreement>('agreement'),
    reserves: of<Reserve>('reserve'),
    consumption: of<Consumption>('consumption'),
  };
}

/** The registry as single changes, for a first seed. */
export function registryDrafts(registry: Omit<Registry, 'version'>): RegistryDraft[] {
  return [
    ...registry.hubs.map((value) => ({ kind: 'hub', code: value.code, value }) as RegistryDraft),
    ...registry.regions.map((value) => ({ kind: 'region', code: value.code, value }) as RegistryDraft),
    ...registry.parties.map((value) => ({ kind: 'party', code: value.code, value }) as RegistryDraft),
    ...registry.places.map((value) => ({ kind: 'place', code: value.code, value }) as RegistryDraft),
    ...registry.commodities.map((value) => ({ kind: 'commodity', code: value.code, value }) as RegistryDraft),
    ...registry.lanes.map((value) => ({ kind: 'lane', code: value.id, value }) as RegistryDraft),
    ...registry.vehicles.map((value) => ({ kind: 'vehicle', code: value.code, value }) as RegistryDraft),
    ...registry.services.map(
      (value) => ({ kind: 'service', code: `${value.carrier}/${value.lane}`, value }) as RegistryDraft,
    ),
    ...registry.agreements.map((value) => ({ kind: 'agreement', code: value.id, value }) as RegistryDraft),
    ...registry.reserves.map(
      (value) => ({ kind: 'reserve', code: `${value.hub}/${value.commodity}`, value }) as RegistryDraft,
    ),
    ...registry.consumption.map(
      (value) =>
        ({ kind: 'consumption', code: `${value.region ?? '*'}/${value.commodity}`, value }) as RegistryDraft,
    ),
  ];
}
