import type { ReportedLine } from './lifecycle-event.js';
import type { ShipmentLine, Variance } from './shipment.js';
import type { StepRefusalCode } from './step-refusal.js';

/** What became of one line of the shipment, as its receiver says. */
export interface LineReceipt {
  /** Received in good order, base units. */
  quantity: number;
  /** The rest: `quantity` and these add up to what was shipped, or to more where more came. */
  variances: Variance[];
  varianceReason: string | null;
  photos: string[];
}

export type ReceiptResult =
  | { readonly kind: 'reported'; readonly byLine: ReadonlyMap<ShipmentLine, LineReceipt> }
  | { readonly kind: 'refused'; readonly code: StepRefusalCode; readonly value: string };

/** Receivers may report up to a tenth more than was shipped: scales differ. */
const overReceiptDivisor = 10;

interface Room {
  planned: number;
  extra: number;
}

/** One line for one line: the same in every state of a shipment. */
export function lineKey({
  commodity,
  demandId,
  location,
  lot,
}: Omit<ShipmentLine, 'quantity' | 'unit'>): string {
  return [commodity, demandId, location, lot].join('\n');
}

/**
 * Spreads what a receiver reports over the shipment's lines. A report without place or lot fills the lines of its
 * commodity and demand in their order: first what is good, then each variance. Two reports of one line add up. What a
 * report leaves open of a line that it names did not come: it is short.
 */
export function receiptOf(lines: readonly ShipmentLine[], reported: readonly ReportedLine[]): ReceiptResult {
  const rooms = new Map<ShipmentLine, Room>(
    lines.map((line) => [
      line,
      { planned: line.quantity, extra: Math.floor(line.quantity / overReceiptDivisor) },
    ]),
  );
  const byLine = new Map<ShipmentLine, LineReceipt>();
  for (const report of reported) {
    const value = [report.commodity, report.demandId, report.location, report.lot]
      .filter((part) => part !== null)
      .join(' ');
    const matching = lines.filter((line) => isNamed(line, report));
    if (matching.length === 0) return { kind: 'refused', code: 'SHIPMENT_LINE_UNKNOWN', value };
    const open = matching.filter((line) => line.received === undefined);
    if (open.length === 0) return { kind: 'refused', code: 'SHIPMENT_LINE_REPORTED', value };
    for (const line of open) touch(byLine, line, report);
    const good = place(open, rooms, report.quantity, true, (line, taken) => {
      byLine.get(line)!.quantity += taken;
    });
    const rest = (report.variances ?? []).map((variance) =>
      place(open, rooms, variance.quantity, variance.kind !== 'short', (line, taken) =>
        addVariance(byLine.get(line)!, { ...variance, quantity: taken }),
      ),
    );
    if (good > 0 || rest.some((left) => left > 0))
      return { kind: 'refused', code: 'SHIPMENT_QUANTITY_OVER', value };
  }
  for (const [line, receipt] of byLine) {
    const missing = rooms.get(line)!.planned;
    if (missing > 0) addVariance(receipt, { kind: 'short', quantity: missing, reason: 'unspecified' });
  }
  return { kind: 'reported', byLine };
}

/** A line with what was received of it; null says: all as shipped. */
export function withReceipt(line: ShipmentLine, receipt: LineReceipt | null): ShipmentLine {
  if (receipt === null) return { ...line, received: line.quantity };
  const { quantity, variances, photos } = receipt;
  const reason = receipt.varianceReason ?? variances[0]?.reason ?? 'unspecified';
  return {
    ...line,
    received: quantity,
    ...(quantity === line.quantity && variances.length === 0 ? {} : { varianceReason: reason }),
    ...(variances.length === 0 ? {} : { variances }),
    ...(photos.length === 0 ? {} : { photos }),
  };
}

export function isNamed(
  line: ShipmentLine,
  { commodity, demandId, location, lot }: Pick<ReportedLine, 'commodity' | 'demandId' | 'location' | 'lot'>,
): boolean {
  return (
    line.commodity === commodity &&
    line.demandId === demandId &&
    (location === null || location === line.location) &&
    (lot === null || lot === line.lot)
  );
}

/** Fills the lines in their order, what was shipped before what came on top of it; answers what has no room. */
function place(
  lines: readonly ShipmentLine[],
  rooms: ReadonlyMap<ShipmentLine, Room>,
  quantity: number,
  mayExceed: boolean,
  take: (line: ShipmentLine, quantity: number) => void,
): number {
  let left = quantity;
  for (const kind of mayExceed ? (['planned', 'extra'] as const) : (['planned'] as const)) {
    for (const line of lines) {
      const room = rooms.get(line)!;
      const taken = Math.min(left, room[kind]);
      room[kind] -= taken;
      left -= taken;
      if (taken > 0) take(line, taken);
    }
  }
  return left;
}

const photosMax = 20;

function touch(byLine: Map<ShipmentLine, LineReceipt>, line: ShipmentLine, report: ReportedLine): void {
  const before = byLine.get(line) ?? { quantity: 0, variances: [], varianceReason: null, photos: [] };
  const photos = [...new Set([...before.photos, ...(report.photos ?? [])])].slice(0, photosMax);
  byLine.set(line, { ...before, varianceReason: before.varianceReason ?? report.varianceReason, photos });
}

function addVariance({ variances }: LineReceipt, variance: Variance): void {
  const same = variances.find(
    ({ kind, reason, note }) =>
      kind === variance.kind && reason === variance.reason && note === variance.note,
  );
  if (same) same.quantity += variance.quantity;
  else variances.push({ ...variance });
}
