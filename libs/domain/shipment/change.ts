/**
 * - open: the carrier may answer until its deadline; until then, and unless it accepts, nothing changes.
 * - withdrawn: the plan does not want it any more, or the shipment went on.
 */
export type ChangeStatus = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** Why: the demand asks for less, the lot no longer has it, other dates are asked for, or more fits on the truck. */
export interface ChangeReason {
  code: 'NEED' | 'STOCK' | 'WINDOW' | 'MORE';
  commodity: string;
  demandId: string;
  /** By how much, base units. */
  quantity: number;
  unit: string;
  text: { id: string; en: string };
}

/** A line as a shipment has it. */
export interface ChangeLine {
  commodity: string;
  lot: string;
  location: string;
  demandId: string;
  quantity: number;
  unit: string;
}

/** What the plan would have of a shipment that a carrier has accepted. */
export interface ChangeProposal {
  /** `<shipmentId>/<revision in which it was made>/change`. */
  changeId: string;
  kind: 'reduce' | 'increase' | 'replace' | 'date' | 'cancel';
  status: ChangeStatus;
  /** Epoch milliseconds, likewise the others. */
  proposedAt: number;
  deadline: number;
  endedAt?: number;
  /** All that it would carry then; nothing when it is to be cancelled. */
  lines: ChangeLine[];
  pickupDate: string;
  arrivalBy: string;
  reasons: ChangeReason[];
  /** The carrier's. */
  reason?: string;
}

/** What a truck on the road carries that is no longer wanted: for people to see, for nobody to change. */
export interface PlanNote {
  commodity: string;
  demandId: string;
  /** Base units too many. */
  quantity: number;
  unit: string;
}

/** Of a shipment only its newest proposals are carried along; all are in its revisions. */
const changesMax = 10;

export function openChange({ changes }: { changes?: ChangeProposal[] }): ChangeProposal | null {
  const last = changes?.[changes.length - 1];
  return last?.status === 'open' ? last : null;
}

/** The shipment with its open proposal ended, or with another one behind it. */
export function withChange<T extends { changes?: ChangeProposal[] }>(
  shipment: T,
  ended: Partial<ChangeProposal> | null,
  next: ChangeProposal | null = null,
): T {
  const before = shipment.changes ?? [];
  const closed = before.map((change) =>
    change.status === 'open' && ended !== null ? { ...change, ...ended } : change,
  );
  return { ...shipment, changes: [...closed, ...(next === null ? [] : [next])].slice(-changesMax) };
}

/** What goes on is no longer to be changed. */
export function withoutChange<T extends { changes?: ChangeProposal[] }>(shipment: T, at: number): T {
  return openChange(shipment) === null
    ? shipment
    : withChange(shipment, { status: 'withdrawn', endedAt: at });
}
