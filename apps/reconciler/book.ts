import {
  applyFacts,
  compact,
  emptyLedger,
  isSame,
  replan,
  type DemandLine,
  type Fact,
  type Ledger,
  type LotLine,
  type Changes,
  type Plan,
  type Registry,
} from '#domain';

/** A new plan beside the one it follows. */
export interface Step {
  number: number;
  plan: Plan;
  changes: Changes;
  lots: LineChanges<LotLine>;
  demands: LineChanges<DemandLine>;
}

export interface LineChanges<Line> {
  written: Line[];
  gone: string[];
}

/** Ledger and present plan of one hub and commodity, in memory while its partition is ours. */
export class Book {
  private readonly ledger: Ledger;
  /** As it was recorded and announced: what follows depends on it and nothing in between, so it can be computed again. */
  private plan: Plan | null = null;
  private computed: Pick<Plan, 'validUntil' | 'registryVersion'> | null = null;
  /** Of what is about a time before this, facts that had no effect any more are forgotten; epoch milliseconds. */
  private horizon = -Infinity;
  private tidyAbove = 0;

  constructor(
    readonly hub: string,
    readonly commodity: string,
    private number: number,
  ) {
    this.ledger = emptyLedger(hub, commodity);
  }

  /** Takes over the plan that was published last. */
  restore(published: Plan | null): void {
    this.plan = this.computed = published;
  }

  /** What places can hold decides which counts are believed, and so what may be forgotten. */
  judgeBy(registry: Registry): void {
    this.ledger.adopt(registry);
  }

  /** How many facts it holds in memory. */
  get size(): number {
    return this.ledger.size;
  }

  /**
   * Forgets facts that have no effect any more and are older than the newest `keep`, and than `since`; answers their
   * ids. What remains says the same, also with all that may be told later about a later time.
   */
  tidy(keep: number, since = Infinity): string[] {
    if (since === -Infinity || this.size <= Math.max(this.tidyAbove, 2 * keep)) return [];
    const horizon = Math.min(this.ledger.timeOfNewest(keep), since);
    const forgotten = compact(this.ledger, horizon);
    if (forgotten.length > 0) this.horizon = Math.max(this.horizon, horizon);
    this.rest();
    return forgotten;
  }

  /** Keeps what it holds until it has twice as much: whoever was late once may be late again. */
  rest(): void {
    this.tidyAbove = 2 * this.size;
  }

  /**
   * The time from which on its whole history is needed to hear these facts, or to plan with this registry; Infinity
   * when what it remembers is enough. What takes a fact back or confirms one may be about any time.
   */
  needsSince(facts: readonly Fact[], registry: Registry): number {
    if (this.horizon === -Infinity) return Infinity;
    if (this.ledger.judgesAnew(registry)) return -Infinity;
    let since = Infinity;
    for (const { type, time } of facts)
      since = Math.min(since, type === 'fact.corrected' || type === 'fact.confirmed' ? -Infinity : time);
    return since < this.horizon ? since : Infinity;
  }

  /** @returns ids of the facts that are new */
  apply(facts: readonly Fact[]): Set<string> {
    return new Set(applyFacts(this.ledger, facts).applied);
  }

  /** First instant at which the clock alone changes the plan, epoch milliseconds. */
  get validUntil(): number | null {
    return this.computed?.validUntil ?? null;
  }

  get registryVersion(): number {
    return this.computed?.registryVersion ?? 0;
  }

  /** The next plan, or null when nothing that anybody sees has changed. */
  step(registry: Registry, now: number): Step | null {
    const { plan, changes } = replan(this.plan, { ledger: this.ledger, registry, now });
    const lots = changedLines(this.plan?.lots ?? [], plan.lots, (line) => line.lotId);
    const demands = changedLines(this.plan?.demands ?? [], plan.demands, (line) => line.demandId);
    const isUnchanged =
      this.plan !== null &&
      [changes.lanes, changes.balances, changes.alerts.raised, changes.alerts.cleared].every(
        (list) => list.length === 0,
      ) &&
      [lots, demands].every((lines) => lines.written.length + lines.gone.length === 0);
    this.computed = { validUntil: plan.validUntil, registryVersion: plan.registryVersion };
    if (isUnchanged) return null;
    this.plan = withoutProblem(plan);
    return { number: ++this.number, plan, changes, lots, demands };
  }
}

const noProblem = { lots: [], demands: [], arcs: [], caps: [] };

/** What follows a plan hangs on what it announced alone; its problem, by far the largest part of it, is not kept. */
export function withoutProblem(plan: Omit<Plan, 'problem' | 'exact' | 'solution' | 'frozen'>): Plan {
  return {
    problem: noProblem,
    exact: { problem: noProblem, allocations: [] },
    solution: [],
    frozen: [],
    hub: plan.hub,
    commodity: plan.commodity,
    now: plan.now,
    registryVersion: plan.registryVersion,
    validUntil: plan.validUntil,
    allocations: plan.allocations,
    candidate: plan.candidate,
    demands: plan.demands,
    lots: plan.lots,
    balances: plan.balances,
    alerts: plan.alerts,
    commitmentsSeen: plan.commitmentsSeen,
    ...(plan.gaps && { gaps: plan.gaps }),
  };
}

function changedLines<Line>(
  before: readonly Line[],
  lines: readonly Line[],
  idOf: (line: Line) => string,
): LineChanges<Line> {
  const known = new Map(before.map((line) => [idOf(line), line]));
  const written: Line[] = [];
  for (const line of lines) {
    if (!isSame(known.get(idOf(line)), line)) written.push(line);
    known.delete(idOf(line));
  }
  return { written, gone: [...known.keys()] };
}
