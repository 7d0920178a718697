import type { Balance } from '../api/types.js';
import type { Tracked } from '../live/board.js';

export interface BalanceRow {
  key: string;
  balance: Balance;
  /** Where stock comes from; its bar shows how much of it is used, not how much need is met. */
  producing: boolean;
  /** 0–1 of need met, or of promisable stock used; null when there is neither. */
  ratio: number | null;
  /** When the newest fact behind it happened, epoch milliseconds; null when none did. */
  newestFactAt: number | null;
  seenAt: number;
}

export interface BalanceFilter {
  commodity: string | null;
  region: string | null;
  /** Regions of which nothing but an estimate is known are shown too. */
  estimates?: boolean;
}

/**
 * The officers' order: the commodity with the shortest city first; in it what the hub has, then the cities, the
 * shortest first. So supply and need of one commodity stand together.
 */
export function balanceRows(
  tracked: Iterable<[string, Tracked<Balance>]>,
  producingRegions: readonly string[],
  filter: BalanceFilter,
): BalanceRow[] {
  const rows: BalanceRow[] = [];
  for (const [key, { thing: balance, seenAt }] of tracked) {
    if (filter.commodity && balance.commodity !== filter.commodity) continue;
    if (filter.region && balance.region !== filter.region) continue;
    if (isEmpty(balance) && !(filter.estimates && isEstimate(balance))) continue;
    const producing = producingRegions.includes(balance.region) && balance.need === 0;
    rows.push({
      key,
      balance,
      producing,
      ratio: ratioOf(balance, producing),
      newestFactAt: newestFactAt(balance),
      seenAt,
    });
  }
  const worst = new Map<string, number>();
  for (const row of rows) {
    const { commodity } = row.balance;
    worst.set(commodity, Math.max(worst.get(commodity) ?? 0, missingPart(row)));
  }
  const missing = ({ balance }: BalanceRow): number => worst.get(balance.commodity) ?? 0;
  return rows.sort(
    (a, b) =>
      missing(b) - missing(a) ||
      a.balance.commodity.localeCompare(b.balance.commodity) ||
      Number(b.producing) - Number(a.producing) ||
      missingPart(b) - missingPart(a) ||
      Number(isEstimate(a.balance)) - Number(isEstimate(b.balance)) ||
      a.balance.region.localeCompare(b.balance.region),
  );
}

// Every region has a balance of every commodity; a row of nothing tells nobody anything.
const isEmpty = (balance: Balance): boolean =>
  balance.onHand === 0 && balance.need === 0 && balance.allocated === 0 && balance.inTransit === 0;

/** Nobody asked there; what it needs is taken from population and consumption. */
export const isEstimate = (balance: Balance): boolean =>
  balance.need === 0 && balance.inTransit === 0 && (balance.estimatedNeed ?? 0) > 0;

function ratioOf(balance: Balance, producing: boolean): number | null {
  if (!producing) return wholeNeed(balance) > 0 ? clamp(1 - balance.shortfall / wholeNeed(balance)) : null;
  const promisable = Math.max(balance.availableToPromise, balance.allocated + balance.surplus);
  return promisable > 0 ? clamp(balance.allocated / promisable) : null;
}

/** What the balance calls need is what is neither delivered nor on the road; a person sees the road as part of it. */
const wholeNeed = (balance: Balance): number => balance.need + balance.inTransit;

const missingPart = (row: BalanceRow): number => (row.producing || row.ratio === null ? 0 : 1 - row.ratio);

const clamp = (ratio: number): number => Math.min(1, Math.max(0, ratio));

function newestFactAt({ freshnessSeconds, computedAt }: Balance): number | null {
  const computed = Date.parse(computedAt);
  return freshnessSeconds === null || freshnessSeconds === undefined || Number.isNaN(computed)
    ? null
    : computed - freshnessSeconds * 1000;
}

export interface FillParts {
  /** Parts of the need, 0–1 each, together at most 1: what is left is short. */
  inTransit: number;
  allocated: number;
}

/** How the met part of a need is met: on the way already, or planned. */
export function fillParts(balance: Balance): FillParts {
  const whole = wholeNeed(balance);
  if (whole <= 0) return { inTransit: 0, allocated: 0 };
  const met = clamp(1 - balance.shortfall / whole);
  const moving = Math.min(met, Math.max(0, balance.inTransit) / whole);
  return { inTransit: moving, allocated: met - moving };
}
