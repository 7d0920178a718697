import { canonicalJson, newFaults } from '#access';
import type { Principal, RegistryCache } from '#access';
import { entryCode, entryFaults } from '#contracts';
import type { BilingualText, EntryKind } from '#contracts';
import {
  appendAudit,
  appendRegistry,
  entriesInUse,
  entryVersions,
  loadRegistry,
  lockRegistry,
  registryDrafts,
} from '#database';
import type { AuditEntry, Database, RegistryDraft, Sql } from '#database';
import type { Registry } from '#domain';
import { identifier } from '../http/patterns.js';
import { Problem } from '../http/problem.js';
import { differenceOf } from './difference.js';
import type { Difference } from './difference.js';
import { withChanges } from './with-changes.js';

export interface EntryChange {
  kind: EntryKind;
  code: string;
  /** Null takes the entry away; its history stays. */
  value: unknown;
  /** Version of the entry that the change was made from; 0: it was not there. */
  expectedVersion: number;
}

export interface EntryFault {
  kind: EntryKind;
  code: string;
  path: string;
  fault: string;
  text: BilingualText;
}

export interface ChangedEntry {
  kind: EntryKind;
  code: string;
  version: number;
  action: 'added' | 'changed' | 'removed' | 'unchanged';
  difference: Difference[];
}

export interface Outcome {
  /** Of the registry after the change. */
  version: number;
  changes: ChangedEntry[];
  faults: EntryFault[];
}

interface Standing {
  before: Registry;
  values: Map<string, unknown>;
  versions: Map<string, number>;
}

const keyOf = ({ kind, code }: { kind: EntryKind; code: string }) => `${kind}/${code}`;

/** Changes of the registry: all of them or none, checked whole before anything is written, each with its reason. */
export class RegistryChanges {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
  ) {}

  /**
   * Writes changes and their audit row in one transaction. This instance knows them when it answers, every other
   * service within a second.
   * @param also further writes of the same transaction
   * @throws Problem REGISTRY_REFUSED, ENTRY_CHANGED or NOT_YOUR_HUB; then nothing is written
   */
  async write(
    changes: EntryChange[],
    by: Principal,
    reason: string,
    also: (sql: Sql) => Promise<void> = () => Promise.resolve(),
  ): Promise<Outcome> {
    try {
      const outcome = await this.database.transaction(async (sql) => {
        const judged = await judge(sql, changes, by);
        if (judged.faults.length > 0) throw refused(judged);
        const written = await append(sql, changes, judged, by, reason);
        await also(sql);
        return written;
      });
      await this.registry.refresh();
      return outcome;
    } catch (error) {
      if (error instanceof Problem) await this.recordRefusal(changes, by, reason, error);
      throw error;
    }
  }

  /** What would be written, and all that is wrong with it; nothing is. @throws Problem NOT_YOUR_HUB */
  async preview(changes: EntryChange[], by: Principal): Promise<Outcome> {
    return this.database.transaction((sql) => judge(sql, changes, by));
  }

  private async recordRefusal(changes: EntryChange[], by: Principal, reason: string, problem: Problem) {
    await this.database.transaction((sql) =>
      appendAudit(sql, auditOf(changes, by, 'refused', { reason: reason.slice(0, 200), code: problem.code })),
    );
  }
}

async function judge(sql: Sql, changes: EntryChange[], by: Principal): Promise<Outcome> {
  const unnamed = changes.filter(({ code }) => !identifier.test(code));
  if (unnamed.length > 0) return { version: 0, changes: [], faults: unnamed.map(badCode) };
  await lockRegistry(sql);
  const standing = await standingOf(sql, changes);
  for (const change of changes) demandOwnHub(change, standing, by);
  const faults = [
    ...versionFaults(changes, standing),
    ...repeated(changes),
    ...changes.flatMap((change) => ownFaults(change, standing)),
  ];
  // What is not well-formed cannot be asked what it refers to.
  if (faults.length === 0) faults.push(...(await wholeFaults(sql, changes, standing)));
  const entries = changes.map((change) => entryOf(change, standing));
  return { version: standing.before.version, changes: entries, faults };
}

async function standingOf(sql: Sql, changes: EntryChange[]): Promise<Standing> {
  const before = await loadRegistry(sql);
  const values = new Map<string, unknown>();
  for (const draft of registryDrafts(before)) values.set(keyOf(draft), draft.value);
  const versions = new Map<string, number>();
  for (const kind of new Set(changes.map((change) => change.kind))) {
    const codes = changes.filter((change) => change.kind === kind).map(({ code }) => code);
    for (const [code, version] of await entryVersions(sql, kind, codes))
      if (values.has(keyOf({ kind, code }))) versions.set(keyOf({ kind, code }), version);
  }
  return { before, values, versions };
}

// What belongs to a hub is changed by that hub alone; regions, goods and the like are shared.
function demandOwnHub(change: EntryChange, { values }: Standing, by: Principal): void {
  for (const value of [change.value, values.get(keyOf(change))]) {
    const { hub } = (value ?? {}) as { hub?: unknown };
    const owner = change.kind === 'hub' ? change.code : hub;
    // A carrier's service is its own to say, as long as it stays its own.
    if (change.kind === 'service' && by.kind === 'carrier' && change.code.startsWith(`${by.party}/`))
      continue;
    if (by.kind !== 'hub' || (typeof owner === 'string' && owner !== by.party))
      throw new Problem('NOT_YOUR_HUB', { extensions: { entry: keyOf(change) } });
  }
}

function versionFaults(changes: EntryChange[], { versions }: Standing): EntryFault[] {
  return changes
    .filter((change) => (versions.get(keyOf(change)) ?? 0) !== change.expectedVersion)
    .map((change) =>
      faultAt(
        change,
        '',
        'ENTRY_CHANGED',
        `berada di versi ${versions.get(keyOf(change)) ?? 0}, bukan ${change.expectedVersion}`,
        `is at version ${versions.get(keyOf(change)) ?? 0}, not ${change.expectedVersion}`,
      ),
    );
}

const badCode = (change: EntryChange): EntryFault =>
  faultAt({ ...change, code: '?' }, '/code', 'BAD_PATTERN', 'kodenya tidak sah', 'has no valid code');

function repeated(changes: EntryChange[]): EntryFault[] {
  const seen = new Set<string>();
  return changes
    .filter((change) => seen.size === seen.add(keyOf(change)).size)
    .map((change) => faultAt(change, '', 'REPEATED', 'disebut dua kali', 'is named twice'));
}

function ownFaults(change: EntryChange, { values }: Standing): EntryFault[] {
  const { kind, code, value } = change;
  if (value === null)
    return values.has(keyOf(change)) ? [] : [faultAt(change, '', 'NOT_THERE', 'tidak ada', 'is not there')];
  const faults = entryFaults(kind, value).map(({ path, code: fault, text }) => ({
    kind,
    code,
    path,
    fault,
    text,
  }));
  if (faults.length > 0 || entryCode(kind, value as object) === code) return faults;
  return [
    faultAt(
      change,
      '/code',
      'CODE_DIFFERS',
      'kode di dalam isi berbeda dari kode entri',
      'the code inside differs from the entry’s',
    ),
  ];
}

async function wholeFaults(sql: Sql, changes: EntryChange[], standing: Standing): Promise<EntryFault[]> {
  const after = withChanges(standing.before, changes);
  return [
    ...newFaults(standing.before, after),
    ...(await removedInUse(sql, changes)),
    ...(await baseUnitsInUse(sql, changes, standing)),
  ];
}

async function removedInUse(sql: Sql, changes: EntryChange[]): Promise<EntryFault[]> {
  const removed = changes.filter(({ value }) => value === null);
  const faults: EntryFault[] = [];
  for (const kind of new Set(removed.map((change) => change.kind))) {
    const those = removed.filter((change) => change.kind === kind);
    const used = await entriesInUse(
      sql,
      kind,
      those.map(({ code }) => code),
    );
    for (const change of those)
      if (used.has(change.code))
        faults.push(faultAt(change, '', 'IN_USE', 'masih dipakai', 'is still in use'));
  }
  return faults;
}

async function baseUnitsInUse(sql: Sql, changes: EntryChange[], { values }: Standing): Promise<EntryFault[]> {
  const unitOf = (value: unknown) => (value as { baseUnit?: string } | null | undefined)?.baseUnit;
  const moved = changes.filter((change) => {
    const before = unitOf(values.get(keyOf(change)));
    return (
      change.kind === 'commodity' &&
      before !== undefined &&
      change.value !== null &&
      unitOf(change.value) !== before
    );
  });
  const used = await entriesInUse(
    sql,
    'commodity',
    moved.map(({ code }) => code),
  );
  return moved
    .filter(({ code }) => used.has(code))
    .map((change) =>
      faultAt(
        change,
        '/baseUnit',
        'IN_USE',
        'satuan dasar tidak dapat diubah: sudah ada fakta',
        'the base unit stays: there are facts in it',
      ),
    );
}

function entryOf(change: EntryChange, { values, versions }: Standing): ChangedEntry {
  const { kind, code } = change;
  const before = values.get(keyOf(change)) ?? null;
  const after = change.value ?? null;
  const same = canonicalJson(before) === canonicalJson(after);
  const action = same ? 'unchanged' : before === null ? 'added' : after === null ? 'removed' : 'changed';
  return {
    kind,
    code,
    version: versions.get(keyOf(change)) ?? 0,
    action,
    difference: differenceOf(before, after),
  };
}

async function append(
  sql: Sql,
  changes: EntryChange[],
  judged: Outcome,
  by: Principal,
  reason: string,
): Promise<Outcome> {
  const real = changes.filter((_, i) => judged.changes[i]!.action !== 'unchanged');
  if (real.length === 0) return judged;
  const actor = `${by.actor.kind}:${by.actor.id}`;
  const version = await appendRegistry(sql, real as RegistryDraft[], { party: by.party, actor, reason });
  const first = version - real.length + 1;
  await appendAudit(
    sql,
    auditOf(real, by, 'done', { reason: reason.slice(0, 200), firstVersion: first, lastVersion: version }),
  );
  let next = first;
  const entries = judged.changes.map((entry) =>
    entry.action === 'unchanged' ? entry : { ...entry, version: next++ },
  );
  return { version, changes: entries, faults: [] };
}

function auditOf(
  changes: EntryChange[],
  by: Principal,
  outcome: AuditEntry['outcome'],
  details: AuditEntry['details'],
): AuditEntry {
  const [only] = changes;
  const { hub } = (only?.value ?? {}) as { hub?: string };
  return {
    hub: by.kind === 'hub' ? by.party : (hub ?? by.party),
    actor: by.actor,
    party: by.party,
    action: 'registry.changed',
    subject: changes.length === 1 ? keyOf(only!).slice(0, 200) : 'registry',
    outcome,
    details: { ...details, entries: changes.length },
  };
}

function faultAt(
  { kind, code }: EntryChange,
  path: string,
  fault: string,
  id: string,
  en: string,
): EntryFault {
  return { kind, code, path, fault, text: { id: `${kind}/${code} ${id}`, en: `${kind}/${code} ${en}` } };
}

const faultsMax = 50;

function refused({ faults, changes }: Outcome): Problem {
  const errors = faults
    .slice(0, faultsMax)
    .map(({ kind, code, path, fault, text }) => ({ path: `${kind}/${code}#${path}`, code: fault, text }));
  const changed = faults.find(({ fault }) => fault === 'ENTRY_CHANGED');
  if (!changed) return new Problem('REGISTRY_REFUSED', { errors });
  const currentVersion = changes.find((entry) => keyOf(entry) === keyOf(changed))!.version;
  return new Problem('ENTRY_CHANGED', { errors, extensions: { entry: keyOf(changed), currentVersion } });
}
