import type { Ledger } from '../ledger/ledger.js';
import type { Registry } from '../registry/registry.js';
import { changesBetween, type Changes } from './changes.js';
import type { Candidate, Plan } from './plan.js';
import { conclude, reconciled, type Inputs, type Reconciled } from './reconcile.js';
import { keyOf, withPins } from './rest.js';
import { heldSolution, type Announced } from './stability.js';

export interface Published {
  plan: Plan;
  changes: Changes;
}

/**
 * Decides what everybody is told. Pure; the first time `previous` is null. How firmly an announced plan is
 * held are the hub's settings (`frozenHours`, `tolerancePpm`); of `previous` only what it announced counts.
 * What is kept of it is feasible for the candidate's problem, and what it keeps away from the candidate is
 * a reason (`KEPT_PLAN`). `now` must be the candidate's own instant or a later one before its `validUntil`.
 * A plan that differs in its instants alone has no changes.
 * @param inputs the candidate's own
 */
export function publish(
  previous: Plan | null,
  candidate: Candidate,
  now: number,
  inputs: { ledger: Ledger; registry: Registry },
): Published {
  const from = previous === null ? null : reconciled({ ...inputs, now: candidate.now });
  const plan = { ...(from ? held(previous, from, inputs.ledger) : asPlan(candidate)), now };
  return { plan, changes: changesBetween(previous, plan) };
}

/** `reconcile` and `publish` in one step, which looks at the ledger once. */
export function replan(previous: Plan | null, inputs: Inputs): Published {
  const plan = planAfter(previous, inputs);
  return { plan, changes: changesBetween(previous, plan) };
}

/** The plan that follows from what was announced and from what is known now: all that a replay needs. */
export function planAfter(announced: Announced | null, inputs: Inputs): Plan {
  return held(announced, reconciled(inputs), inputs.ledger);
}

function held(announced: Announced | null, from: Reconciled, ledger: Ledger): Plan {
  const { allocations, situation, solved } = from;
  const stable = announced && heldSolution(announced, from);
  if (stable === null)
    return asPlan(conclude(ledger, situation, solved, withPins(situation, solved), allocations));
  return {
    ...conclude(ledger, situation, solved, stable.solution),
    frozen: stable.frozen,
    exact: { problem: stable.exact.problem, allocations: stable.exact.allocations },
    candidate: allocations,
  };
}

/** A candidate that is announced as it is. */
function asPlan(candidate: Candidate): Plan {
  const { problem, solution, pinned = [] } = candidate;
  // Pins have their pairs for themselves.
  const pairs = new Set(pinned.map(keyOf));
  const allocations = solution.filter((row) => !pairs.has(keyOf(row)));
  return { ...candidate, frozen: pinned, exact: { problem, allocations }, candidate: null };
}
