import type { ShipmentLine, VarianceKind } from '../api/types.js';
import { decimalOf, exactUnits, lineKey, type LineAmount } from '../phone/line-amount.js';

/** What is otherwise than shipped; `over` came on top of it and is good. */
export type FaultKind = VarianceKind | 'over';
export const faultKinds: FaultKind[] = ['short', 'damaged', 'refused', 'wrong', 'over'];

export interface Fault extends LineAmount {
  kind: FaultKind;
  /** Code of a reason; none is asked for what came on top. */
  reason: string;
}

/** What a receiver says of one line beside that it came. */
export interface LineSaid {
  faults: Fault[];
  /** Names of photos that are kept beside the receipt. */
  photos: string[];
}

export const photosOfLineMax = 4;
export const faultsMax = 4;
/** The gateway takes a tenth more than was shipped. */
const overDivisor = 10;

/** Usual reasons first of each kind; every other one comes after them. */
const usual: Record<VarianceKind, string[]> = {
  short: ['short_loaded', 'lost', 'shrinkage', 'weighing'],
  damaged: ['broken', 'wet', 'spoiled', 'temperature', 'packaging'],
  refused: ['quality', 'spoiled', 'expired', 'temperature', 'late', 'documents'],
  wrong: ['wrong_goods', 'not_ordered'],
};

export function inUsualOrder<Reason extends { code: string }>(
  kind: FaultKind,
  reasons: readonly Reason[],
): Reason[] {
  const first = kind === 'over' ? [] : usual[kind];
  const rank = ({ code }: Reason): number => (first.includes(code) ? first.indexOf(code) : first.length);
  return [...reasons].sort((a, b) => rank(a) - rank(b));
}

export type FaultProblem = 'amount' | 'reason' | 'tooMuch' | 'tooMuchOver';

/** What keeps a line from being told; null: nothing does. */
export function problemOf(line: ShipmentLine, { faults }: LineSaid): FaultProblem | null {
  const units = faults.map((fault) => exactUnits(fault));
  if (units.some((base) => base === null || base === 0)) return 'amount';
  if (faults.some(({ kind, reason }) => kind !== 'over' && reason === '')) return 'reason';
  if (sumOf(faults, (kind) => kind !== 'over') > line.quantity) return 'tooMuch';
  const over = sumOf(faults, (kind) => kind === 'over');
  return over > Math.floor(line.quantity / overDivisor) ? 'tooMuchOver' : null;
}

/** Base units received in good order: what was shipped, without what is wrong with it, and what came on top. */
export function goodOf(line: ShipmentLine, { faults }: LineSaid): number {
  const bad = sumOf(faults, (kind) => kind !== 'over');
  return Math.max(0, line.quantity - bad) + sumOf(faults, (kind) => kind === 'over');
}

/** The lines of a receipt as the gateway takes them. */
export function receiptLines(lines: readonly ShipmentLine[], said: Record<string, LineSaid>): object[] {
  return lines.map((line) => {
    const { location, lot, demandId, commodity, quantity, unit } = line;
    const named = { location, lot, demandId, commodity };
    const about = said[lineKey(line)];
    if (!about) return { ...named, quantity, unit };
    const variances = about.faults
      .filter(({ kind }) => kind !== 'over')
      .map(({ kind, amount, unit: pack, reason }) => ({
        kind,
        quantity: decimalOf(amount),
        unit: pack.name,
        reason,
      }));
    return {
      ...named,
      quantity: goodOf(line, about),
      unit,
      ...(variances.length > 0 && { variances }),
      ...(about.photos.length > 0 && { photos: about.photos }),
    };
  });
}

function sumOf(faults: readonly Fault[], isMeant: (kind: FaultKind) => boolean): number {
  return faults.filter(({ kind }) => isMeant(kind)).reduce((sum, fault) => sum + (exactUnits(fault) ?? 0), 0);
}
