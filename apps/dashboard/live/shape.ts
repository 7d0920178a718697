import {
  shipmentStatuses,
  type Alert,
  type Balance,
  type Feed,
  type Shipment,
  type ShipmentStatus,
} from '../api/types.js';
import { isRecord, type LiveEvent } from './event.js';

/**
 * The data of each event of ours, or null when what identifies it is missing. Lists that an older gateway may
 * leave out become empty, so that no component has to ask.
 */
export function asShipment(event: LiveEvent): Shipment | null {
  const { data } = event;
  if (typeof data['shipmentId'] !== 'string') return null;
  const stated = data['status'] as ShipmentStatus;
  return {
    ...(data as unknown as Shipment),
    status:
      event.kind === 'shipment.withdrawn' || !shipmentStatuses.includes(stated) ? fallback(event) : stated,
    revision: typeof data['revision'] === 'number' ? data['revision'] : 1,
    vehicles: list(data['vehicles']),
    lines: list(data['lines']),
    reasons: list(data['reasons']),
  };
}

const fallback = (event: LiveEvent): ShipmentStatus =>
  event.kind === 'shipment.withdrawn' ? 'withdrawn' : 'recommended';

const figures = [
  'onHand',
  'availableToPromise',
  'need',
  'allocated',
  'inTransit',
  'shortfall',
  'surplus',
] as const;

export function asBalance(event: LiveEvent): Balance | null {
  const { data } = event;
  if (!['hub', 'region', 'commodity'].every((name) => typeof data[name] === 'string')) return null;
  const balance = { ...(data as unknown as Balance), reasons: list<never>(data['reasons']) };
  for (const name of figures) if (typeof data[name] !== 'number') balance[name] = 0;
  return balance;
}

export function asAlert(event: LiveEvent): Alert | null {
  const { data } = event;
  if (typeof data['alertId'] !== 'string') return null;
  if (event.kind === 'alert.raised' && !isRecord(data['text'])) return null;
  return data as unknown as Alert;
}

export function asFeed(event: LiveEvent): Feed | null {
  return typeof event.data['party'] === 'string' ? (event.data as unknown as Feed) : null;
}

const list = <Item>(value: unknown): Item[] => (Array.isArray(value) ? (value as Item[]) : []);
