import type { Ledger } from '../ledger/ledger.js';
import type { Registry } from '../registry/registry.js';
import { changesBetween, type Changes } from './changes.js';
import type { Candidate } from './plan.js';
import { conclude, situate } from './reconcile.js';
import { stableSolution, type Stability } from './stability.js';

/** How firmly to hold the previous plan, and the candidate's own inputs, from which a kept plan is explained. */
export interface PublishSettings extends Stability {
  ledger: Ledger;
  registry: Registry;
}

export interface Published {
  plan: Candidate;
  changes: Changes;
}

/**
 * Decides what everybody is told. Pure; the first time `previous` is null. Without settings, or with zeros,
 * the candidate is the plan. What is kept of the previous plan is feasible for the candidate's problem, and
 * what it keeps away from the candidate is a reason (`KEPT_PLAN`). `now` must be the candidate's own instant
 * or a later one before its `validUntil`. A plan that differs in its instants alone has no changes.
 */
export function publish(
  previous: Candidate | null,
  candidate: Candidate,
  now: number,
  settings?: PublishSettings,
): Published {
  const plan = { ...stabilised(previous, candidate, settings), now };
  return { plan, changes: changesBetween(previous, plan) };
}

function stabilised(
  previous: Candidate | null,
  candidate: Candidate,
  settings: PublishSettings | undefined,
): Candidate {
  if (previous === null || settings === undefined) return candidate;
  if (settings.tolerancePpm === 0 && settings.frozenHours === 0) return candidate;
  const { ledger, registry } = settings;
  const situation = situate({ ledger, registry, now: candidate.now });
  const solution = stableSolution(previous, candidate, situation, settings);
  return solution === candidate.solution
    ? candidate
    : conclude(ledger, situation, candidate.solution, solution);
}
