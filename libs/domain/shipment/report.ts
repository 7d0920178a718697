import type { ReportedLine } from './lifecycle-event.js';
import type { ShipmentLine } from './shipment.js';
import type { StepRefusalCode } from './step-refusal.js';

/** What a report says of one line of the shipment. */
export interface LineReport {
  quantity: number;
  varianceReason: string | null;
}

export type ReportResult =
  | { readonly kind: 'reported'; readonly byLine: ReadonlyMap<ShipmentLine, LineReport> }
  | { readonly kind: 'refused'; readonly code: StepRefusalCode; readonly value: string };

/** How much a line can still take: `planned` at first, `extra` only when every line has what was planned. */
export interface Room {
  planned: number;
  extra: number;
}

/**
 * Spreads reported quantities over the shipment's lines. A report without place or lot fills the lines
 * of its commodity and demand in their order. Two reports of one line add up.
 */
export function spread(
  lines: readonly ShipmentLine[],
  reported: readonly ReportedLine[],
  roomOf: (line: ShipmentLine) => Room,
): ReportResult {
  const rooms = new Map(lines.map((line) => [line, roomOf(line)]));
  const byLine = new Map<ShipmentLine, LineReport>();
  for (const report of reported) {
    const value = [report.commodity, report.demandId, report.location, report.lot]
      .filter((part) => part !== null)
      .join(' ');
    const matching = lines.filter((line) => matches(line, report));
    if (matching.length === 0) return { kind: 'refused', code: 'SHIPMENT_LINE_UNKNOWN', value };
    const open = matching.filter((line) => line.received === undefined);
    if (open.length === 0) return { kind: 'refused', code: 'SHIPMENT_LINE_REPORTED', value };
    let left = report.quantity;
    for (const kind of ['planned', 'extra'] as const) {
      for (const line of open) {
        const room = rooms.get(line)!;
        const taken = Math.min(left, room[kind]);
        room[kind] -= taken;
        left -= taken;
        add(byLine, line, taken, report.varianceReason);
      }
    }
    if (left > 0) return { kind: 'refused', code: 'SHIPMENT_QUANTITY_OVER', value };
  }
  return { kind: 'reported', byLine };
}

function matches(line: ShipmentLine, { commodity, demandId, location, lot }: ReportedLine): boolean {
  return (
    line.commodity === commodity &&
    line.demandId === demandId &&
    (location === null || location === line.location) &&
    (lot === null || lot === line.lot)
  );
}

function add(
  byLine: Map<ShipmentLine, LineReport>,
  line: ShipmentLine,
  quantity: number,
  varianceReason: string | null,
): void {
  const before = byLine.get(line) ?? { quantity: 0, varianceReason: null };
  byLine.set(line, {
    quantity: before.quantity + quantity,
    varianceReason: before.varianceReason ?? varianceReason,
  });
}
