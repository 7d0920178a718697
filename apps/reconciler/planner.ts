import type { Fact, Registry } from '#domain';
import { balanceOf, PlanEvents, type OutboxMessage, type Sql, type Trigger } from '#database';
import type { Book, Step } from './book.js';
import { writePlan } from './store.js';

/** Where the ledger stood when a plan was computed. */
export interface Position {
  partition: number;
  /** Offset of the first fact that the plan has not seen. */
  position: bigint;
}

/** Plans a book anew; writes what changed and answers what is to be published. */
export async function planBook(
  sql: Sql,
  book: Book,
  registry: Registry,
  now: number,
  at: Position,
  trigger: Trigger | null,
): Promise<OutboxMessage[]> {
  const step = book.step(registry, now);
  return step === null ? [] : writeStep(sql, step, registry, at, trigger);
}

async function writeStep(
  sql: Sql,
  step: Step,
  registry: Registry,
  at: Position,
  trigger: Trigger | null,
): Promise<OutboxMessage[]> {
  const events = new PlanEvents(step, registry, trigger);
  const { changes, plan } = step;
  const balances = changes.balances.map((region) => {
    return events.balance(balanceOf(plan, region));
  });
  const raised = changes.alerts.raised.map((alert) => events.alert(alert, 'raised'));
  const cleared = changes.alerts.cleared.map((alert) => events.alert(alert, 'cleared'));
  await writePlan(sql, step, at, { balances, raised, cleared });
  return [
    ...changes.lanes.map((lane) => events.allocations(lane)),
    ...[...balances, ...raised, ...cleared].map(({ message }) => message),
  ];
}

/** The newest of some facts by acceptance: what a plan answers to. */
export function triggerOf(facts: Fact[]): Trigger | null {
  let newest: Fact | null = null;
  for (const fact of facts) if (newest === null || fact.acceptedAt >= newest.acceptedAt) newest = fact;
  return newest === null ? null : { time: newest.time, acceptedAt: newest.acceptedAt };
}
