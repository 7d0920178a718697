import type { Ledger } from '../ledger/ledger.js';
import { compareText } from '../ledger/timeline.js';
import { localDate } from './calendar.js';
import type { KeptLine } from './commitment.js';
import type { Need } from './need.js';
import type { World } from './world.js';

/**
 * What a plan would have otherwise of a load that is promised, or on the road.
 * - NEED: the demand asks for less than is promised to it.
 * - STOCK: the lot no longer holds it.
 * - WINDOW: the demand wants it on other dates; nothing of the line is wanted on this one.
 */
export interface PlanGap {
  shipmentId: string;
  lane: string;
  /** It has left: what is on the road is not promised anew. */
  moving: boolean;
  commodity: string;
  lotId: string;
  demandId: string;
  /** Of the line, base units. */
  quantity: number;
  /** What is still wanted of it, less than `quantity`. */
  wanted: number;
  code: 'NEED' | 'STOCK' | 'WINDOW';
  /** The dates asked for, of WINDOW. */
  window?: { from: string; to: string };
}

interface Row {
  shipmentId: string;
  lane: string;
  moving: boolean;
  lotId: string;
  demandId: string;
  quantity: number;
  kept: number;
  arrivalBy: string | null;
}

interface Asked {
  left: number;
  window: { from: string; to: string } | null;
}

/**
 * Where the plan would have less of what is promised: what is on the road is served first, then the earliest
 * pickup. Demands that nobody knows or whose window is over say nothing, and estimates take nothing back.
 */
export function gapsOf(
  ledger: Ledger,
  kept: readonly KeptLine[],
  needs: readonly Need[],
  world: World,
): PlanGap[] {
  const rows = [...movingRows(ledger), ...promisedRows(kept)];
  if (rows.length === 0) return [];
  const asked = askedBy(ledger, needs);
  const gaps = rows.flatMap((row): PlanGap[] => {
    const demand = asked.get(row.demandId);
    const needed = demand === undefined ? row.quantity : Math.min(row.quantity, demand.left);
    const window = demand?.window ?? null;
    const misses = window !== null && missed(row, window, world);
    const wanted = misses ? 0 : Math.min(needed, row.kept);
    if (demand !== undefined) demand.left -= misses ? 0 : needed;
    if (wanted === row.quantity) return [];
    const { shipmentId, lane, moving, lotId, demandId, quantity } = row;
    const code = misses ? 'WINDOW' : needed <= row.kept ? 'NEED' : 'STOCK';
    const commodity = ledger.commodity;
    const gap: PlanGap = { shipmentId, lane, moving, commodity, lotId, demandId, quantity, wanted, code };
    return [misses ? { ...gap, window } : gap];
  });
  return gaps.sort(
    (a, b) =>
      compareText(a.shipmentId, b.shipmentId) ||
      compareText(a.lotId, b.lotId) ||
      compareText(a.demandId, b.demandId),
  );
}

/** What each demand can still take beside what has arrived; a withdrawn one takes nothing. */
function askedBy(ledger: Ledger, needs: readonly Need[]): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const fact of ledger.demands.inForce())
    if (fact.type === 'demand.withdrawn') asked.set(fact.demandId, { left: 0, window: null });
  for (const fact of ledger.demands.inForce())
    if (fact.type === 'demand.declared') asked.delete(fact.demandId);
  for (const { demandId, fact, delivered, estimated } of needs) {
    if (estimated) continue;
    const window = { from: fact.windowFrom, to: fact.windowTo };
    asked.set(demandId, { left: Math.max(0, fact.quantity - delivered), window });
  }
  return asked;
}

function movingRows(ledger: Ledger): Row[] {
  const moving = ledger.shipments.all().filter(({ stage }) => stage === 'departed');
  return moving.flatMap(({ shipmentId, departure }) =>
    together(
      departure!.lines.map((line) => ({
        ...line,
        shipmentId,
        lane: departure!.lane,
        moving: true,
        kept: line.quantity,
        arrivalBy: null,
      })),
    ),
  );
}

function promisedRows(kept: readonly KeptLine[]): Row[] {
  return together(
    kept.map(({ shipmentId, lane, arrivalBy, line, kept: held }) => ({
      ...line,
      shipmentId,
      lane,
      arrivalBy,
      moving: false,
      kept: held,
    })),
  );
}

/** One row for each lot and demand of a shipment. */
function together(rows: readonly Row[]): Row[] {
  const byLine = new Map<string, Row>();
  for (const row of rows) {
    const key = [row.shipmentId, row.lotId, row.demandId].join('\n');
    const known = byLine.get(key);
    if (known === undefined) byLine.set(key, { ...row });
    else {
      known.quantity += row.quantity;
      known.kept += row.kept;
    }
  }
  return [...byLine.values()];
}

/** Only of what can still arrive on another day: a truck that is late already is no question of dates. */
function missed({ arrivalBy, moving }: Row, window: { from: string; to: string }, world: World): boolean {
  if (moving || arrivalBy === null || arrivalBy < localDate(world.now, world.hub.timezone)) return false;
  return arrivalBy < window.from || window.to < arrivalBy;
}
