import type { TargetView } from '#domain';

/** What the door knows of a fact that it passed to the broker. */
export interface RecentFact {
  /** Content hash of its event. */
  hash: Buffer;
  /** Null for what carriers say, which nothing else refers to. */
  view: TargetView | null;
}

/** Facts that this instance passed on lately: intake may not have recorded them yet. */
export class RecentIds {
  private readonly facts = new Map<string, RecentFact>();
  private readonly demands = new Map<string, TargetView>();

  constructor(private readonly idsMax: number) {}

  get(factId: string): RecentFact | undefined {
    return this.facts.get(factId);
  }

  target(factId: string): TargetView | null {
    return this.facts.get(factId)?.view ?? null;
  }

  demand(demandId: string): TargetView | null {
    return this.demands.get(demandId) ?? null;
  }

  add(factId: string, fact: RecentFact, demandId?: string): void {
    keep(this.facts, factId, fact, this.idsMax);
    if (demandId !== undefined && fact.view && !this.demands.has(demandId))
      keep(this.demands, demandId, fact.view, this.idsMax);
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T, sizeMax: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > sizeMax) map.delete(map.keys().next().value!);
}
