import type { Registry } from '#domain';
import { loadRegistry, registryVersion } from '#database';
import type { Sql } from '#database';
import { indexRegistry } from './registry-index.js';
import type { RegistryIndex } from './registry-index.js';

/** Names the cache where Nest injects it. */
export const REGISTRY = Symbol('registry');

export interface RegistryCacheOptions {
  refreshMs?: number;
  /** Told of a refresh that failed; the last registry stays in use. */
  onError?: (error: unknown) => void;
}

/** The present registry in memory, at most `refreshMs` (default a second) behind its changes. */
export class RegistryCache {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  private constructor(
    private readonly sql: Sql,
    private held: RegistryIndex,
    private readonly options: RegistryCacheOptions,
  ) {}

  static async start(sql: Sql, options: RegistryCacheOptions = {}): Promise<RegistryCache> {
    const cache = new RegistryCache(sql, indexRegistry(await loadRegistry(sql)), options);
    cache.timer = setInterval(() => void cache.refresh(), options.refreshMs ?? 1_000);
    cache.timer.unref();
    return cache;
  }

  get index(): RegistryIndex {
    return this.held;
  }

  get registry(): Registry {
    return this.held.registry;
  }

  /** The registry with all that was changed before this call; several callers at once share one read. */
  async refresh(): Promise<RegistryIndex> {
    // A read that is under way may have begun before the change.
    await this.running;
    await (this.running ??= this.readNewer().finally(() => (this.running = null)));
    return this.index;
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  private async readNewer(): Promise<void> {
    try {
      const version = await registryVersion(this.sql);
      if (version !== this.held.registry.version)
        this.held = indexRegistry(await loadRegistry(this.sql, version));
    } catch (error) {
      this.options.onError?.(error);
    }
  }
}

/** The registry in memory, refreshed each second. */
export function registryCache(sql: Sql, options?: RegistryCacheOptions): Promise<RegistryCache> {
  return RegistryCache.start(sql, options);
}
