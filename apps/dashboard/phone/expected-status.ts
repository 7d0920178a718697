import type { ShipmentStatus } from '../api/types.js';
import type { Entry } from './outbox.js';

const after: Partial<Record<Entry['deed'], ShipmentStatus>> = {
  dispatches: 'dispatched',
  cancellations: 'cancelled',
  receipts: 'closed',
};
const order: ShipmentStatus[] = [
  'recommended',
  'offered',
  'accepted',
  'dispatched',
  'in_transit',
  'received',
  'closed',
  'cancelled',
];

/** Where it stands once what was tapped here has arrived: the buttons go on from there. */
export function expectedStatus(status: ShipmentStatus, said: readonly Entry[]): ShipmentStatus {
  return said
    .map(({ deed, body }) =>
      deed === 'responses' && (body as { response?: string }).response === 'accepted'
        ? 'accepted'
        : after[deed],
    )
    .reduce<ShipmentStatus>(
      (known, next) => (next && order.indexOf(next) > order.indexOf(known) ? next : known),
      status,
    );
}
