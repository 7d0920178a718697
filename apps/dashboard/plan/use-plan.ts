import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.js';
import type { PlanAnswer } from '../api/types.js';
import { useBoard } from '../live/live-context.js';

/** The plan in force of a commodity, asked again when another one follows it. `plan` null: nothing was planned yet. */
export function usePlan(hub: string, commodity: string) {
  const version = useBoard((board) => newestOf(board.balances, hub, commodity));
  const path = `/v1/plans/${encodeURIComponent(version ?? '')}`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<PlanAnswer>(path, signal),
    enabled: version !== null,
    placeholderData: (before) => before,
    retry: 1,
  });
  return { query, isNone: version === null };
}

/** A balance that did not change keeps the version in which it did, so the newest of them all is the plan's. */
function newestOf(
  balances: ReadonlyMap<string, { thing: { hub: string; commodity: string; planVersion: string } }>,
  hub: string,
  commodity: string,
): string | null {
  let newest: { version: string; number: number } | null = null;
  for (const { thing } of balances.values()) {
    if (thing.hub !== hub || thing.commodity !== commodity) continue;
    const number = Number(thing.planVersion.split(':').at(-1));
    if (newest === null || number > newest.number) newest = { version: thing.planVersion, number };
  }
  return newest?.version ?? null;
}
