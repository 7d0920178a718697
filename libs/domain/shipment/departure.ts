import { HOUR_MS, localDate } from '../planning/calendar.js';
import type { Hub } from '../registry/registry.js';
import { step, type StepResult } from './lifecycle.js';
import type { Shipment } from './shipment.js';

const departureHours = 48;

/**
 * The last pickup date of a hub whose shipments have expired when they are accepted and have not left: so many hours
 * after the pickup hour nobody believes any more that the truck comes.
 */
export function lastGoneDate(
  { pickupHour, timezone, departureHours: hours = departureHours }: Hub,
  now: number,
): string {
  return localDate(now - (pickupHour + hours) * HOUR_MS, timezone);
}

/** An accepted shipment that never left frees its lots; null while its truck may still come. */
export function expireUndeparted(
  shipment: Shipment,
  hub: Hub,
  now: number,
): Extract<StepResult, { kind: 'moved' }> | null {
  if (shipment.status !== 'accepted' || shipment.pickupDate > lastGoneDate(hub, now)) return null;
  const { shipmentId } = shipment;
  const result = step(shipment, {
    type: 'shipment.expired',
    id: `${shipmentId}.undeparted`,
    time: now,
    shipmentId,
  });
  return result.kind === 'moved' ? result : null;
}
