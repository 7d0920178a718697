import type { Ledger } from '../ledger/ledger.js';
import type { ShipmentCommitted, ShipmentFactLine } from '../facts/fact.js';
import { compareText } from '../ledger/timeline.js';
import { lotsFor, type Lot } from './supply.js';

/** A promised line, and how much of it the lots still hold. */
export interface KeptLine {
  readonly shipmentId: string;
  readonly lane: string;
  readonly arrivalBy: string;
  readonly line: ShipmentFactLine;
  /** Base units, at most `line.quantity`; the rest is clamped. */
  readonly kept: number;
}

/** Lays accepted shipments on the lots, earliest pickup first; a promise above what is there is clamped. */
export function keepCommitments(ledger: Ledger, lots: readonly Lot[]): KeptLine[] {
  const promises = ledger.shipments
    .all()
    .filter(({ stage }) => stage === 'committed')
    .map(({ promise }) => promise!)
    .sort((a, b) => compareText(a.pickupDate, b.pickupDate) || compareText(a.shipmentId, b.shipmentId));
  return promises.flatMap((promise) => linesOf(promise).map((line) => keep(promise, line, lots)));
}

/** Lines by lot, then demand: what one line gets may not hang on the order in which a system wrote them. */
function linesOf({ lines }: ShipmentCommitted): ShipmentFactLine[] {
  return [...lines].sort(
    (a, b) => compareText(a.lotId, b.lotId) || compareText(a.demandId, b.demandId) || a.quantity - b.quantity,
  );
}

function keep(
  { shipmentId, lane, arrivalBy }: ShipmentCommitted,
  line: ShipmentFactLine,
  lots: readonly Lot[],
): KeptLine {
  let kept = 0;
  for (const lot of lotsFor(line.lotId, lots)) {
    const here = Math.min(line.quantity - kept, lot.onHand - lot.committed);
    lot.committed += here;
    kept += here;
  }
  return { shipmentId, lane, arrivalBy, line, kept };
}
