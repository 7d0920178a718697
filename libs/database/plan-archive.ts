import { createHash } from 'node:crypto';
import {
  applyFacts,
  emptyLedger,
  planAfter,
  type Allocation,
  type Fact,
  type Plan,
  type Registry,
} from '#domain';
import type { Sql } from './database.js';
import { awaitHistory, historyReach, readHistory } from './history.js';
import { loadRegistry } from './registry.js';
import { isHistoryEnded } from './retention.js';

/** A plan as it was recorded: what was announced, and the inputs from which it can be computed again. */
export interface PlanRecord {
  /** `<hub>:<commodity>:<number>` */
  planVersion: string;
  hub: string;
  commodity: string;
  number: number;
  /** The instant for which it was computed, epoch milliseconds. */
  now: number;
  registryVersion: number;
  /** Of `facts`: the plan saw all of its ledger's facts below this offset. */
  partition: number;
  position: bigint;
  /** Epoch milliseconds. */
  validUntil: number | null;
  /** SHA-256 of what the plan says. */
  digest: string;
  allocations: Allocation[];
  candidate: Allocation[] | null;
}

export type ArchiveErrorCode = 'TOO_MANY_FACTS' | 'PREVIOUS_PLAN_GONE' | 'HISTORY_BEHIND' | 'HISTORY_ENDED';

/** A plan that is on record but cannot be computed again here. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';

  constructor(
    readonly code: ArchiveErrorCode,
    planVersion: string,
  ) {
    super(`${code}: ${planVersion}`);
  }
}

export interface ArchiveLimits {
  /** Facts that a replay may read. */
  factsMax?: number;
  /** How long the historian may take to write what a plan saw, milliseconds. */
  behindMaxMs?: number;
}

const registriesMax = 16;
const versionPattern = /^([a-z0-9-]{1,63}):([a-z0-9._-]{1,64}):(\d{1,15})$/;
const columns = `hub, commodity, number, now_ms, registry_version, partition, position, valid_until_ms, digest,
  allocations, candidate`;

/** SHA-256 of what a plan says, so that a replay can be compared without keeping every line of it. */
export function digestOf(plan: Plan): string {
  const { problem: _problem, exact: _exact, ...said } = plan;
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** The plans on record, and each computed again from the facts, the registry and the clock that it had. */
export class PlanArchive {
  private readonly registries = new Map<number, Registry>();

  private readonly factsMax: number;
  private readonly behindMaxMs: number;

  constructor(
    private readonly sql: Sql,
    { factsMax = 200_000, behindMaxMs = 5_000 }: ArchiveLimits = {},
  ) {
    this.factsMax = factsMax;
    this.behindMaxMs = behindMaxMs;
  }

  /** Null when there is none of that version, or the version is no version. */
  async find(planVersion: string): Promise<PlanRecord | null> {
    const match = versionPattern.exec(planVersion);
    if (!match) return null;
    const rows = await this.sql.query<Row>(
      `SELECT ${columns} FROM reconciler.plan WHERE hub = $1 AND commodity = $2 AND number = $3`,
      match.slice(1, 4),
    );
    return rows.map(recordOf)[0] ?? null;
  }

  /** The plan that was recorded last. */
  async newest(hub: string, commodity: string): Promise<PlanRecord | null> {
    const rows = await this.sql.query<Row>(
      `SELECT ${columns} FROM reconciler.plan WHERE hub = $1 AND commodity = $2 ORDER BY number DESC LIMIT 1`,
      [hub, commodity],
    );
    return rows.map(recordOf)[0] ?? null;
  }

  /** The newest plan of each hub and commodity that was computed by an instant. */
  async inForceAt(at: Date, only: { hub?: string; commodity?: string } = {}): Promise<PlanRecord[]> {
    const rows = await this.sql.query<Row>(
      `SELECT newest.* FROM reconciler.book AS book CROSS JOIN LATERAL (
         SELECT ${columns} FROM reconciler.plan
         WHERE hub = book.hub AND commodity = book.commodity AND computed_at <= $1
         ORDER BY computed_at DESC, number DESC LIMIT 1) AS newest
       WHERE ($2::text IS NULL OR book.hub = $2) AND ($3::text IS NULL OR book.commodity = $3)
       ORDER BY book.hub, book.commodity`,
      [at.toISOString(), only.hub ?? null, only.commodity ?? null],
    );
    return rows.map(recordOf);
  }

  /**
   * Computes a plan again. With the same code it is the recorded one, byte for byte, so `digestOf` agrees.
   * Throws `ArchiveError`.
   */
  async replay(record: PlanRecord): Promise<Plan> {
    const { hub, commodity, number, now } = record;
    const previous = number === 1 ? null : await this.find(`${hub}:${commodity}:${number - 1}`);
    if (number > 1 && previous === null) throw new ArchiveError('PREVIOUS_PLAN_GONE', record.planVersion);
    const registry = await this.registry(record.registryVersion);
    const ledger = emptyLedger(hub, commodity);
    applyFacts(ledger, await this.factsOf(record));
    return planAfter(previous, { ledger, registry, now });
  }

  /** The facts that a plan saw, in the order in which they came. Throws `ArchiveError`. */
  async factsOf(record: PlanRecord): Promise<Fact[]> {
    const { partition, position, planVersion } = record;
    // It is written a moment after a plan is.
    if ((await awaitHistory(this.sql, partition, position, this.behindMaxMs)) < position)
      throw new ArchiveError('HISTORY_BEHIND', planVersion);
    if (await isHistoryEnded(this.sql, record)) throw new ArchiveError('HISTORY_ENDED', planVersion);
    const limit = Number.isFinite(this.factsMax) ? this.factsMax + 1 : undefined;
    const facts = await readHistory(this.sql, record, limit);
    if (facts.length > this.factsMax) throw new ArchiveError('TOO_MANY_FACTS', planVersion);
    return facts;
  }

  /** All facts of a plan's ledger that the long memory has by now: also what came later and changed nothing. */
  async factsSince(record: PlanRecord): Promise<Fact[]> {
    const reach = await historyReach(this.sql, record.partition);
    return this.factsOf(reach > record.position ? { ...record, position: reach } : record);
  }

  /** The registry as it stood at a version; the last few are kept, because a version never changes. */
  async registry(version: number): Promise<Registry> {
    const known = this.registries.get(version);
    if (known) return known;
    const registry = await loadRegistry(this.sql, version);
    this.registries.set(version, registry);
    if (this.registries.size > registriesMax) this.registries.delete(this.registries.keys().next().value!);
    return registry;
  }
}

interface Row {
  hub: string;
  commodity: string;
  number: string;
  now_ms: string;
  registry_version: string;
  partition: number;
  position: string;
  valid_until_ms: string | null;
  digest: string;
  allocations: Allocation[];
  candidate: Allocation[] | null;
}

function recordOf(row: Row): PlanRecord {
  const { hub, commodity, partition, digest, allocations, candidate } = row;
  return {
    planVersion: `${hub}:${commodity}:${row.number}`,
    hub,
    commodity,
    number: Number(row.number),
    now: Number(row.now_ms),
    registryVersion: Number(row.registry_version),
    partition,
    position: BigInt(row.position),
    validUntil: row.valid_until_ms === null ? null : Number(row.valid_until_ms),
    digest,
    allocations,
    candidate,
  };
}
