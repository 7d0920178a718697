import type { Shipment, ShipmentLine } from '../api/types.js';
import { exactUnits, lineKey, reportOf, wholeLine, type LineAmount } from '../phone/line-amount.js';
import { awaitingOf } from '../receiving/awaiting.js';

/** A line of the over/short ledger with goods that wait for a decision. */
export interface AwaitingRow {
  line: { shipmentId: string; receivedAt: string | null };
}

/** Whose goods wait, the longest first. */
export function shipmentsOf(rows: readonly AwaitingRow[]): string[] {
  const since = ({ line }: AwaitingRow): string => line.receivedAt ?? '';
  const inOrder = [...rows].sort((a, b) => since(a).localeCompare(since(b)));
  return [...new Set(inOrder.map(({ line }) => line.shipmentId))];
}

export const awaitingLines = ({ lines }: Pick<Shipment, 'lines'>): ShipmentLine[] =>
  lines.filter((line) => awaitingOf(line) > 0);

/** What was brought back and not counted there yet. */
export const returnedLines = ({ lines }: Pick<Shipment, 'lines'>): ShipmentLine[] =>
  lines.filter(({ returning, regained }) => returning !== undefined && regained === undefined);

/** Every line as it was counted, none of it included; null: a figure is none, or more than was loaded. */
export function countOf(lines: readonly ShipmentLine[], said: Record<string, LineAmount>): object[] | null {
  const counted = lines.map((line) => said[lineKey(line)] ?? wholeLine(line, { name: line.unit, size: 1 }));
  const isRight = counted.every((amount, at) => (exactUnits(amount) ?? Infinity) <= lines[at]!.quantity);
  return isRight ? lines.map((line, at) => reportOf(line, counted[at]!)) : null;
}
