import type { Shipment } from '../api/types.js';

export interface VehicleLoad {
  code: string;
  count: number;
}

export type OfferStatus =
  'open' | 'countered' | 'accepted' | 'declined' | 'expired' | 'refused' | 'withdrawn';

export interface Offer {
  offerId: string;
  carrier: string;
  status: OfferStatus;
  /** RFC 3339, likewise the deadline. */
  offeredAt: string;
  deadline: string;
  vehicles: VehicleLoad[];
  rupiah: number;
  reason?: string;
  counter?: { vehicles?: VehicleLoad[]; pickupDate?: string; reason?: string; deadline: string };
}

/** A shipment on offer, as the gateway lists it. */
export interface OfferedShipment {
  shipment: Shipment;
  strategy: string;
  state: 'approval' | 'held' | 'next' | 'offered' | 'nobody';
  round: number;
  offers: Offer[];
  missing?: string[];
  approval?: { by: string; time: string; decision: 'approved' | 'refused'; reason?: string };
}

/** What a carrier may answer: an offer to it, or a shipment that is open to whoever takes it first. */
export interface Opening {
  key: string;
  shipment: Shipment;
  /** Null: open to everybody, without a deadline or a price. */
  offer: Offer | null;
}

/** Offers to this carrier, the most urgent first, and where the hub asks nobody in turn what is open to all. */
export function openingsOf(
  carrier: string,
  offered: readonly OfferedShipment[],
  shipments: readonly Shipment[],
  isOpenToAll: boolean,
): Opening[] {
  const asked = offered.flatMap(({ shipment, offers }) =>
    offers
      .filter(
        (offer) => offer.carrier === carrier && (offer.status === 'open' || offer.status === 'countered'),
      )
      .map((offer): Opening => ({ key: offer.offerId, shipment, offer })),
  );
  const known = new Set(asked.map(({ shipment }) => shipment.shipmentId));
  const open = shipments.filter(
    ({ shipmentId, status, carrier: whose, lines }) =>
      isOpenToAll && status === 'recommended' && !whose && lines.length > 0 && !known.has(shipmentId),
  );
  return [
    ...asked.sort((a, b) => a.offer!.deadline.localeCompare(b.offer!.deadline)),
    ...open
      .map((shipment): Opening => ({ key: `${shipment.shipmentId}/open`, shipment, offer: null }))
      .sort((a, b) => a.shipment.pickupDate.localeCompare(b.shipment.pickupDate)),
  ];
}
