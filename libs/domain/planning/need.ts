import type { DemandDeclared } from '../facts/fact.js';
import type { Ledger } from '../ledger/ledger.js';
import { compareText } from '../ledger/timeline.js';
import { addDays, instantOf, localDate } from './calendar.js';
import type { KeptLine } from './commitment.js';
import { estimatesOf } from './estimate.js';
import type { World } from './world.js';

/** A demand whose window is still open. Base units. */
export interface Need {
  readonly demandId: string;
  readonly fact: DemandDeclared;
  readonly inTransit: number;
  readonly delivered: number;
  readonly committed: number;
  /** Promised by an accepted shipment, but no longer there. */
  readonly clamped: number;
  readonly netNeed: number;
  /** The instant after which the window has passed, epoch milliseconds; of an estimate, at which it moves on. */
  readonly closesAt: number;
  /** Nobody asked: taken from population and consumption. */
  readonly estimated: boolean;
}

/** The open demands and the estimates, by id. */
export function needsOf(ledger: Ledger, kept: readonly KeptLine[], world: World): Need[] {
  const needs: Need[] = [];
  const promises = new Map<string, KeptLine[]>();
  for (const row of kept) promises.set(row.line.demandId, [...(promises.get(row.line.demandId) ?? []), row]);
  const add = (demandId: string, fact: DemandDeclared, estimated: boolean): void => {
    const timezone = world.timezoneOf(fact.destination);
    const closesAt = instantOf(addDays(estimated ? fact.windowFrom : fact.windowTo, 1), 0, timezone);
    if (world.now >= closesAt) return;
    const promised = promises.get(demandId) ?? [];
    const committed = promised.reduce((sum, line) => sum + line.kept, 0);
    const clamped = promised.reduce((sum, { line, kept: held }) => sum + line.quantity - held, 0);
    const { inTransit, delivered } = underway(ledger, demandId, fact, timezone);
    const netNeed = Math.max(0, fact.quantity - inTransit - delivered - committed);
    needs.push({ demandId, fact, inTransit, delivered, committed, clamped, netNeed, closesAt, estimated });
  };
  const declared = named(ledger);
  for (const [demandId, fact] of declared) add(demandId, fact, false);
  for (const fact of estimatesOf(ledger, world))
    if (!declared.has(fact.demandId)) add(fact.demandId, fact, true);
  return needs.sort((a, b) => compareText(a.demandId, b.demandId));
}

/**
 * Two parties may use the same demand id, and neither may touch the other's demand: the first by party
 * code keeps the bare id, another one's is told with its party before it.
 */
function named(ledger: Ledger): Map<string, DemandDeclared> {
  const byId = new Map<string, DemandDeclared>();
  for (const fact of ledger.demands.inForce()) {
    if (fact.type === 'demand.withdrawn') continue;
    byId.set(byId.has(fact.demandId) ? `${fact.source}:${fact.demandId}` : fact.demandId, fact);
  }
  return byId;
}

/**
 * A demand id may be used again for the next window, so only what arrived or was to arrive inside this
 * window was delivered to it. What is on the road is for whoever asks now.
 */
function underway(
  ledger: Ledger,
  demandId: string,
  { windowFrom, windowTo }: DemandDeclared,
  timezone: string,
): { inTransit: number; delivered: number } {
  let inTransit = 0;
  let delivered = 0;
  const inside = (date: string | undefined): boolean =>
    date !== undefined && windowFrom <= date && date <= windowTo;
  for (const book of ledger.shipments.serving(demandId)) {
    const quantity = (lines: readonly { demandId: string; quantity: number }[]): number =>
      lines.reduce((sum, line) => (line.demandId === demandId ? sum + line.quantity : sum), 0);
    if (book.stage === 'departed') inTransit += quantity(book.departure!.lines);
    if (book.stage !== 'arrived') continue;
    const { time, lines } = book.arrival!;
    if (inside(localDate(time, timezone)) || inside(book.promise?.arrivalBy ?? book.departure?.arrivalBy))
      delivered += quantity(lines);
  }
  return { inTransit, delivered };
}
