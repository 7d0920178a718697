import { instantOf } from '../planning/calendar.js';
import { awaitingOf } from './disposition.js';
import { lineKey } from './receipt.js';
import type { Shipment, ShipmentLine, ShipmentStatus, VarianceKind } from './shipment.js';
import { sum } from '../quantity/sum-by.js';

/**
 * What became of one line of a shipment, base units. These sums hold of a settled line:
 *
 *     against what was accepted: received + short = accepted + over
 *     what came: received + damaged + refused + wrong + missing + returned = loaded + surplus
 *     what was not taken: damaged + refused + wrong = wasted + restocked + awaiting
 *
 * What goes on in another shipment – split, merged, handed over on the road – is that one's: sums over shipments
 * count it once.
 */
export interface OverShortLine {
  shipmentId: string;
  hub: string;
  lane: string;
  origin: string;
  destination: string;
  carrier: string | null;
  commodity: string;
  demandId: string;
  location: string;
  lot: string;
  unit: string;
  pickupDate: string;
  arrivalBy: string;
  status: ShipmentStatus;
  /** Nothing of it will change any more but by decisions about goods that wait. */
  settled: boolean;
  recommended: number;
  accepted: number;
  loaded: number;
  received: number;
  /** Received above, and below, what was accepted; 0 until it is settled. */
  over: number;
  short: number;
  /** Loaded and never came. */
  missing: number;
  /** Brought back to the hub and counted there. */
  returned: number;
  damaged: number;
  refused: number;
  wrong: number;
  /** Came above what was loaded. */
  surplus: number;
  wasted: number;
  restocked: number;
  awaiting: number;
  /** Epoch milliseconds; null: not received. */
  receivedAt: number | null;
  /** Whole minutes after the end of `arrivalBy` at the destination; null: not received. */
  lateMinutes: number | null;
  /** Of a settled line that was accepted; null: not yet, or nobody accepted it. */
  onTime: boolean | null;
  inFull: boolean | null;
}

const openToOffers: ReadonlySet<ShipmentStatus> = new Set(['recommended', 'offered', 'declined']);
const onItsWay: ReadonlySet<ShipmentStatus> = new Set(['dispatched', 'in_transit', 'received', 'closed']);
const minuteMs = 60_000;

/** Whether a state of a shipment is one that the over/short ledger tells of. */
export function isInOverShort({ status }: Pick<Shipment, 'status'>): boolean {
  return !openToOffers.has(status) && status !== 'withdrawn';
}

/** The instant at which a shipment becomes late: the end of `arrivalBy` where it is going. */
export function lateFrom({ arrivalBy }: Pick<Shipment, 'arrivalBy'>, timezone: string): number {
  return instantOf(arrivalBy, 24, timezone);
}

/**
 * The lines of a shipment in the over/short ledger, one state on. `before` is the state before, null where there is
 * none; `lines` are those of the states before. A line that is no longer on board keeps what was accepted of it.
 */
export function overShort(
  lines: readonly OverShortLine[],
  before: Shipment | null,
  after: Shipment,
  timezone: string,
): OverShortLine[] {
  if (!isInOverShort(after)) return [...lines];
  const known = new Map(lines.map((line) => [lineKey(line), line]));
  if (before !== null && openToOffers.has(before.status))
    for (const line of before.lines)
      if (!known.has(lineKey(line)))
        known.set(lineKey(line), { ...blank(before, line), recommended: line.quantity });
  // Of one that goes back in part there are two of one key.
  const present = new Map<string, ShipmentLine[]>();
  for (const line of after.lines) present.set(lineKey(line), [...(present.get(lineKey(line)) ?? []), line]);
  const isPart = after.journey?.partOf !== undefined;
  for (const [key, lines] of present)
    if (!known.has(key))
      known.set(key, { ...blank(after, lines[0]!), recommended: isPart ? 0 : sum(lines, ofQuantity) });
  return [...known].map(([key, line]) => next(line, present.get(key) ?? [], after, timezone));
}

function next(
  row: OverShortLine,
  lines: readonly ShipmentLine[],
  shipment: Shipment,
  timezone: string,
): OverShortLine {
  const { status, carrier, pickupDate, arrivalBy, journey } = shipment;
  const quantity = sum(lines, ofQuantity);
  const moved = { ...row, status, carrier: carrier ?? row.carrier, pickupDate, arrivalBy };
  if (status === 'accepted') return { ...moved, accepted: quantity };
  if (!onItsWay.has(status))
    return settled(journey?.mergedInto === undefined ? moved : { ...moved, accepted: 0 });
  const loaded = { ...moved, loaded: quantity, accepted: acceptedOf(row, quantity, journey) };
  const isOpen = ({ received, returning, regained }: ShipmentLine): boolean =>
    returning === undefined ? received === undefined : regained === undefined;
  if (lines.some(isOpen)) return loaded;
  if (quantity === 0) return settled(loaded);
  const own = lines.filter(({ returning }) => returning === undefined);
  const back = lines.filter(({ returning }) => returning !== undefined);
  const of = (kind: VarianceKind): number => sum(own, (line) => quantityOf(line, kind));
  const to = (where: 'stock' | 'waste'): number =>
    sum(own, ({ dispositions = [] }) => sum(dispositions, (each) => (each.to === where ? each.quantity : 0)));
  const received = sum(own, (line) => line.received!);
  const [damaged, refused, wrong] = [of('damaged'), of('refused'), of('wrong')];
  const returned = sum(back, (line) => line.regained!);
  const missing = of('short') + sum(back, ofQuantity) - returned;
  const receivedAt = own.length === 0 ? null : (journey?.receivedAt?.[lineKey(own[0]!)] ?? null);
  const late = receivedAt === null ? null : receivedAt - lateFrom(shipment, timezone);
  return settled({
    ...loaded,
    ...{ received, damaged, refused, wrong, missing, returned },
    surplus: received + damaged + refused + wrong + missing + returned - quantity,
    wasted: to('waste'),
    restocked: to('stock'),
    awaiting: sum(own, awaitingOf),
    receivedAt,
    lateMinutes: late === null ? null : Math.max(0, Math.floor(late / minuteMs)),
    onTime: late === null ? null : late < 0,
  });
}

/** What left this truck on the road was accepted by whoever carries it now. */
function acceptedOf(
  { accepted, loaded }: OverShortLine,
  quantity: number,
  journey: Shipment['journey'],
): number {
  if (journey?.partOf !== undefined && accepted === 0 && loaded === 0) return quantity;
  return accepted - Math.max(0, loaded - quantity);
}

function settled(row: OverShortLine): OverShortLine {
  const { accepted, received } = row;
  return {
    ...row,
    settled: true,
    over: Math.max(0, received - accepted),
    short: Math.max(0, accepted - received),
    onTime: accepted === 0 ? null : (row.onTime ?? false),
    inFull: accepted === 0 ? null : received >= accepted,
  };
}

function quantityOf({ variances = [] }: ShipmentLine, kind: VarianceKind): number {
  return sum(variances, (each) => (each.kind === kind ? each.quantity : 0));
}

function ofQuantity({ quantity }: { quantity: number }): number {
  return quantity;
}

function blank(shipment: Shipment, line: ShipmentLine): OverShortLine {
  const { shipmentId, hub, lane, origin, destination, carrier, pickupDate, arrivalBy, status } = shipment;
  const { commodity, demandId, location, lot, unit } = line;
  return {
    ...{ shipmentId, hub, lane, origin, destination, carrier, pickupDate, arrivalBy, status },
    ...{ commodity, demandId, location, lot, unit },
    ...{ settled: false, recommended: 0, accepted: 0, loaded: 0, received: 0, over: 0, short: 0 },
    ...{
      missing: 0,
      returned: 0,
      damaged: 0,
      refused: 0,
      wrong: 0,
      surplus: 0,
      wasted: 0,
      restocked: 0,
      awaiting: 0,
    },
    ...{ receivedAt: null, lateMinutes: null, onTime: null, inFull: null },
  };
}
