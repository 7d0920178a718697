import { compareText } from '../ledger/timeline.js';
import type { Asked } from './agreement.js';
import type { Situation } from './build.js';
import type { Need } from './need.js';
import { pairOf, type Pins } from './pin.js';
import type { Reason, ReasonCode } from './reason.js';
import type { Lot } from './supply.js';
import { tripFor } from './trip.js';

const overridesMax = 20;

/** The part of a reason that names the overrides behind it; nothing where there are none. */
export function overridesOf(code: ReasonCode, ids: readonly string[]): Pick<Reason, 'overrides'> {
  if (!code.startsWith('OVERRIDE_') || ids.length === 0) return {};
  return { overrides: [...new Set(ids)].sort(compareText).slice(0, overridesMax) };
}

/** The overrides that keep goods from a demand. */
export function demandOverrides(code: ReasonCode, asked: Asked, situation: Situation): string[] {
  const { overrides, supply, pins } = situation;
  const { demandId } = asked.need;
  if (code === 'OVERRIDE_CAP') return overrides.capping(demandId);
  if (code === 'OVERRIDE_HOLD') {
    const own = overrides.holding(demandId);
    if (own.length > 0) return own;
    const held = supply.lots.filter((lot) => tripFor(lot, asked.need, asked.access) === 'OVERRIDE_HOLD');
    return [...held.flatMap(({ heldBy = [] }) => heldBy), ...laneHolds(asked, situation)];
  }
  if (code !== 'OVERRIDE_PIN') return [];
  const near = supply.lots.filter((lot) => typeof tripFor(lot, asked.need, asked.access) !== 'string');
  const lots = new Set(near.map(({ lotId }) => lotId));
  return [...pins.pairs].flatMap(([pair, ids]) => (lots.has(pair.slice(0, pair.indexOf('\n'))) ? ids : []));
}

/** The overrides that keep a lot from those who are short. */
export function lotOverrides(
  code: ReasonCode,
  lot: Lot,
  short: readonly Asked[],
  situation: Situation,
): string[] {
  const { overrides, pins } = situation;
  if (code === 'OVERRIDE_HOLD')
    return [
      ...(lot.heldBy ??
        short.flatMap((asked) => [
          ...overrides.holding(asked.need.demandId),
          ...laneHolds(asked, situation),
        ])),
    ];
  if (code === 'OVERRIDE_CAP') return short.flatMap(({ need }) => overrides.capping(need.demandId));
  if (code !== 'OVERRIDE_PIN') return [];
  return short.flatMap(({ need }) => pins.pairs.get(pairOf(lot.lotId, need.demandId)) ?? []);
}

/** What is pinned of a lot to others than a demand, base units. */
export function pinnedToOthers({ lotId }: Lot, { demandId }: Need, { rows }: Pins): number {
  return rows.reduce(
    (sum, { lot, demand, quantity }) => (lot === lotId && demand !== demandId ? sum + quantity : sum),
    0,
  );
}

function laneHolds({ access }: Asked, { overrides }: Situation): string[] {
  const lanes = access.held?.lanes.map(([trip]) => trip!.lane) ?? [];
  return overrides.holdingLanes(new Set(lanes));
}
