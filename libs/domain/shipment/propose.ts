import { HOUR_MS, instantOf } from '../planning/calendar.js';
import { isSame } from '../planning/same.js';
import type { Hub, Registry } from '../registry/registry.js';
import { openChange, withChange, withoutChange, type ChangeProposal, type PlanNote } from './change.js';
import { isOf, targetOf, type Target, type Wish } from './change-target.js';
import type { Shipment } from './shipment.js';

export type { Wish };

const minuteMs = HOUR_MS / 60;
const defaults = { minutes: 60, pauseMinutes: 60, tolerancePpm: 50_000 };
/** An answer that was taken in by the deadline may still be on its way for so long. */
const onItsWayMs = 2_000;

/**
 * What a new plan, or time, means for a shipment that a carrier has accepted: a proposal to change it is made,
 * withdrawn or expires, and nothing else; a truck on the road gets a note for people. One proposal is open at a
 * time, what the carrier has said no to is not asked again, and there is a pause between two. In every other state a
 * plan changes nothing here. Doing it again at the same instant changes nothing.
 *
 * Answers the shipment's next state, or null when it stays as it is.
 */
export function proposeOn(
  shipment: Shipment,
  wish: Wish,
  market: { hub: Hub; registry: Registry },
  now: number,
): Shipment | null {
  const next = nextOf(shipment, wish, market, now);
  return isSame(shipment, next) ? null : { ...next, revision: shipment.revision + 1 };
}

/** The next instant at which the clock alone changes something: a proposal expires, or the pause is over. */
export function changeDueAt({ status, changes }: Shipment, changePauseMinutes?: number): number | null {
  const last = changes?.[changes.length - 1];
  if (status !== 'accepted' || last === undefined) return null;
  if (last.status === 'open') return last.deadline + onItsWayMs;
  return (last.endedAt ?? 0) + pauseOf(changePauseMinutes);
}

function nextOf(
  shipment: Shipment,
  wish: Wish,
  { hub, registry }: { hub: Hub; registry: Registry },
  now: number,
): Shipment {
  if (shipment.status === 'dispatched' || shipment.status === 'in_transit') return noted(shipment, wish, hub);
  if (shipment.status !== 'accepted') return withoutChange(shipment, now);
  const tolerance = hub.changeTolerancePpm ?? defaults.tolerancePpm;
  const target = targetOf(shipment, wish, registry, tolerance);
  const open = openChange(shipment);
  if (open !== null) {
    if (open.deadline + onItsWayMs < now) return withChange(shipment, { status: 'expired', endedAt: now });
    if (target === null || !isNear(open, target, tolerance))
      return withChange(shipment, { status: 'withdrawn', endedAt: now });
    return shipment;
  }
  const pickupAt = instantOf(shipment.pickupDate, hub.pickupHour, hub.timezone);
  if (target === null || pickupAt <= now || !mayAsk(shipment, target, hub, now)) return shipment;
  return withChange(shipment, null, {
    changeId: `${shipment.shipmentId}/${shipment.revision + 1}/change`,
    ...target,
    status: 'open',
    proposedAt: now,
    deadline: Math.min(now + (hub.changeMinutes ?? defaults.minutes) * minuteMs, pickupAt),
  });
}

function mayAsk({ changes = [] }: Shipment, target: Target, hub: Hub, now: number): boolean {
  const last = changes[changes.length - 1];
  if (last === undefined) return true;
  if (now < (last.endedAt ?? now) + pauseOf(hub.changePauseMinutes)) return false;
  // Whoever said no, or nothing, to just this is not asked for it again.
  return !changes.some(
    (change) => (change.status === 'declined' || change.status === 'expired') && isTheSame(change, target),
  );
}

function pauseOf(minutes: number | undefined): number {
  return (minutes ?? defaults.pauseMinutes) * minuteMs;
}

function isTheSame(change: ChangeProposal, { kind, lines, pickupDate }: Target): boolean {
  return isSame([change.kind, change.lines, change.pickupDate], [kind, lines, pickupDate]);
}

/** Near enough to what is asked already: a plan that moves by a little must not take its question back. */
function isNear(open: ChangeProposal, target: Target, tolerancePpm: number): boolean {
  if (open.kind !== target.kind || open.pickupDate !== target.pickupDate) return false;
  const asked = quantities(open);
  const wanted = quantities(target);
  let difference = 0n;
  let whole = 0n;
  for (const key of new Set([...asked.keys(), ...wanted.keys()])) {
    const [a, b] = [asked.get(key) ?? 0n, wanted.get(key) ?? 0n];
    // More than the plan still holds may never be added.
    if (a > b && open.kind !== 'reduce') return false;
    difference += a > b ? a - b : b - a;
    whole += a;
  }
  return difference * 1_000_000n <= BigInt(tolerancePpm) * whole;
}

function quantities({ lines }: Pick<ChangeProposal, 'lines'>): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { commodity, location, lot, demandId, quantity } of lines) {
    const key = [commodity, location, lot, demandId].join('\n');
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(quantity));
  }
  return sums;
}

/** On the road nothing is proposed: people see what is too much. */
function noted(shipment: Shipment, { gaps }: Wish, hub: Hub): Shipment {
  const tolerance = BigInt(hub.changeTolerancePpm ?? defaults.tolerancePpm);
  const sums = new Map<string, PlanNote>();
  for (const gap of gaps) {
    if (!gap.moving || !isOf(gap, shipment)) continue;
    const { commodity, demandId } = gap;
    const key = `${commodity}\n${demandId}`;
    const unit = shipment.lines.find((line) => line.commodity === commodity)!.unit;
    const quantity = (sums.get(key)?.quantity ?? 0) + gap.quantity - gap.wanted;
    sums.set(key, { commodity, demandId, quantity, unit });
  }
  const whole = shipment.lines.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
  const over = [...sums.values()].reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
  const { note: _note, ...rest } = shipment;
  return over * 1_000_000n > tolerance * whole ? { ...rest, note: [...sums.values()] } : rest;
}
