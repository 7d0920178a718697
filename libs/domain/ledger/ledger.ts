import type {
  DemandDeclared,
  DemandWithdrawn,
  Fact,
  FactConfirmed,
  FactCorrected,
  HarvestForecast,
  PlanOverridden,
  PlanReleased,
  PriceObserved,
} from '../facts/fact.js';
import type { Registry } from '../registry/registry.js';
import { checkFact } from './check.js';
import { PlaceBook } from './place-book.js';
import { Revisions } from './revisions.js';
import { Shipments } from './shipments.js';
import type { Decision, Judge, Standing } from './stream.js';
import { compareDated, compareText } from './timeline.js';

export type DemandFact = DemandDeclared | DemandWithdrawn;

/**
 * What is known of one commodity of one hub: a set of facts, kept in the order in which they happened.
 * Everything read from it follows from the set alone, never from the order in which facts arrived.
 */
export class Ledger implements Judge {
  private readonly known = new Map<string, Fact>();
  private readonly placeBooks = new Map<string, PlaceBook>();
  private readonly corrected = new Set<string>();
  private readonly newestBySource = new Map<string, number>();
  private adopted: Registry | null = null;
  private capacities = new Map<string, number>();
  readonly decisions = new Revisions<FactConfirmed>((fact) => fact.confirms);
  readonly demands = new Revisions<DemandFact>((fact) => `${fact.demandId}\n${fact.source}`);
  readonly forecasts = new Revisions<HarvestForecast>(
    (fact) => `${fact.location}\n${fact.forecastId}\n${fact.source}`,
  );
  readonly prices = new Revisions<PriceObserved>((fact) => `${fact.market}\n${fact.source}`);
  readonly overrides = new Revisions<PlanOverridden | PlanReleased>((fact) => fact.overrideId);
  readonly shipments = new Shipments((location) => this.place(location));

  constructor(
    readonly hub: string,
    readonly commodity: string,
  ) {}

  has(factId: string): boolean {
    return this.known.has(factId);
  }

  fact(factId: string): Fact | undefined {
    return this.known.get(factId);
  }

  /** How many facts it holds. */
  get size(): number {
    return this.known.size;
  }

  /** Time before which all but so many newest facts lie, epoch milliseconds; −Infinity when there are no more. */
  timeOfNewest(count: number): number {
    if (this.known.size <= count) return -Infinity;
    const times = Float64Array.from(this.known.values(), ({ time }) => time).sort();
    return times[times.length - count]!;
  }

  /** By id. */
  facts(): Fact[] {
    return [...this.known.values()].sort((a, b) => compareText(a.id, b.id));
  }

  isCorrected(factId: string): boolean {
    return this.corrected.has(factId);
  }

  decisionOn(factId: string): Decision | undefined {
    // Hardly any fact is ever decided on, and this is asked of each movement.
    return this.decisions.isEmpty ? undefined : this.decisions.newest(factId)?.decision;
  }

  capacityOf(location: string): number | undefined {
    return this.capacities.get(location);
  }

  /** By location code. */
  places(): PlaceBook[] {
    return [...this.placeBooks.values()].sort((a, b) => compareText(a.location, b.location));
  }

  place(location: string): PlaceBook {
    let book = this.placeBooks.get(location);
    if (book === undefined) this.placeBooks.set(location, (book = new PlaceBook(location, this)));
    return book;
  }

  /** A forecast of more than its place can hold waits for a person, like a count. */
  forecastStanding(fact: HarvestForecast): Standing {
    const decision = this.decisionOn(fact.id);
    if (decision === 'refused') return 'refused';
    if (!this.forecasts.isNewest(fact)) return 'passed';
    const fits = fact.quantity <= (this.capacityOf(fact.location) ?? Infinity);
    return fits || decision === 'confirmed' ? 'force' : 'held';
  }

  /** Newest stock, harvest or demand fact of each source, epoch milliseconds; by source. */
  feeds(): [source: string, newestAt: number][] {
    return [...this.newestBySource].sort(([a], [b]) => compareText(a, b));
  }

  /** The fact must have passed `checkFact` and be new. */
  add(fact: Fact): void {
    this.known.set(fact.id, fact);
    if (isReport(fact)) {
      this.newestBySource.set(
        fact.source,
        Math.max(fact.time, this.newestBySource.get(fact.source) ?? -Infinity),
      );
    }
    if (fact.type === 'fact.corrected') this.correct(fact);
    else if (fact.type === 'fact.confirmed') this.decide(fact);
    else if (!this.corrected.has(fact.id)) this.file(fact, 'add');
    else if ('commitment' in fact) this.shipments.see(fact);
  }

  /** Forgets facts that `compact` found to be without effect. */
  forget(factIds: readonly string[]): void {
    for (const id of factIds) {
      const fact = this.known.get(id)!;
      this.known.delete(id);
      if (fact.type === 'fact.corrected') continue;
      if (fact.type === 'fact.confirmed') this.decisions.remove(fact);
      else if (!this.corrected.delete(id)) this.file(fact, 'remove');
    }
  }

  /** What places can hold comes from the registry; only a change makes counts be judged again. */
  adopt(registry: Registry): void {
    // A registry never changes, it gets a successor.
    if (registry === this.adopted) return;
    this.adopted = registry;
    const before = this.capacities;
    this.capacities = this.capacitiesIn(registry);
    for (const book of this.placeBooks.values()) {
      if (before.get(book.location) === this.capacities.get(book.location)) continue;
      for (const stream of book.allStreams()) stream.refresh();
    }
  }

  /** Whether a registry would make counts be judged again. */
  judgesAnew(registry: Registry): boolean {
    if (registry === this.adopted) return false;
    const next = this.capacitiesIn(registry);
    return [...this.placeBooks.keys()].some((code) => this.capacities.get(code) !== next.get(code));
  }

  private capacitiesIn({ places }: Registry): Map<string, number> {
    const capacities = new Map<string, number>();
    for (const place of places) {
      const capacity = place.capacity[this.commodity];
      if (capacity !== undefined) capacities.set(place.code, capacity);
    }
    return capacities;
  }

  private correct({ corrects }: FactCorrected): void {
    if (this.corrected.has(corrects)) return;
    this.corrected.add(corrects);
    const fact = this.known.get(corrects);
    // A correction or a decision stands; who erred in one sends another.
    if (fact !== undefined && fact.type !== 'fact.corrected' && fact.type !== 'fact.confirmed') {
      this.file(fact, 'remove');
    }
  }

  private decide(fact: FactConfirmed): void {
    this.decisions.add(fact);
    const held = this.known.get(fact.confirms);
    if (held === undefined || this.corrected.has(held.id)) return;
    if (held.type === 'stock.counted' || held.type === 'stock.moved') {
      this.place(held.location).streamOf(held).decided(held);
    }
  }

  private file(fact: Exclude<Fact, FactCorrected | FactConfirmed>, change: 'add' | 'remove'): void {
    switch (fact.type) {
      case 'stock.counted':
      case 'stock.moved':
        return this.place(fact.location).streamOf(fact)[change](fact);
      case 'harvest.forecast':
        return this.forecasts[change](fact);
      case 'demand.declared':
      case 'demand.withdrawn':
        return this.demands[change](fact);
      case 'price.observed':
        return this.prices[change](fact);
      case 'plan.overridden':
      case 'plan.released':
        return this.overrides[change](fact);
      default:
        return this.shipments[change](fact);
    }
  }
}

function isReport(fact: Fact): boolean {
  return /^(stock|harvest|demand)\./.test(fact.type);
}

export function emptyLedger(hub: string, commodity: string): Ledger {
  return new Ledger(hub, commodity);
}

/**
 * Adds facts to the ledger (which is changed and returned) and tells which were new, in the order given.
 * Throws `LedgerError` before anything is applied when one of them is impossible.
 */
export function applyFacts(
  ledger: Ledger,
  facts: readonly Fact[],
): { ledger: Ledger; applied: string[]; repeated: string[] } {
  for (const fact of facts) checkFact(fact, ledger.hub, ledger.commodity);
  const fresh = new Map<string, Fact>();
  const repeated: string[] = [];
  for (const fact of facts) {
    if (ledger.has(fact.id) || fresh.has(fact.id)) repeated.push(fact.id);
    else fresh.set(fact.id, fact);
  }
  for (const fact of inOrder([...fresh.values()])) ledger.add(fact);
  return { ledger, applied: [...fresh.keys()], repeated };
}

/** Histories grow at their end, so a batch in the order of time is the cheapest one. */
function inOrder(facts: Fact[]): Fact[] {
  const sorted = facts.every((fact, k) => k === 0 || compareDated(facts[k - 1]!, fact) < 0);
  return sorted ? facts : facts.sort(compareDated);
}
