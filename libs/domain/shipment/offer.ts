import type { OfferStrategyName } from '../registry/registry.js';
import type { VehicleLoad } from './vehicle-load.js';

/**
 * - open: the carrier may answer until its deadline.
 * - countered: it asked for another vehicle or date, and the hub may answer until the counter's deadline.
 * - refused: the hub said no to the counter-offer, or nothing in time.
 * - withdrawn: taken back, because somebody else has the shipment, or it does not fit any more.
 */
export type OfferStatus =
  'open' | 'countered' | 'accepted' | 'declined' | 'expired' | 'refused' | 'withdrawn';

/** What a carrier would rather do. */
export interface Counter {
  /** What it would come with; absent: as offered. */
  vehicles?: VehicleLoad[];
  /** When it would load; absent: as planned. */
  pickupDate?: string;
  reason?: string;
  /** Until when the hub may answer, epoch milliseconds. */
  deadline: number;
}

export interface Offer {
  /** `<shipmentId>/<revision in which it was made>/<carrier>`. */
  offerId: string;
  carrier: string;
  status: OfferStatus;
  /** Epoch milliseconds, likewise the deadline: an answer taken in at that instant is still in time. */
  offeredAt: number;
  deadline: number;
  /** Of the carrier's own, for this load. */
  vehicles: VehicleLoad[];
  /** What it costs by the carrier's registered price. */
  rupiah: number;
  reason?: string;
  counter?: Counter;
}

/** What would have to be there for a carrier to fit. */
export type Missing = 'LANE' | 'CLASS' | 'DAY' | 'CAPACITY' | 'ANSWER' | 'TIME';

/** What an officer decided, and who it was. */
export interface Decision {
  by: string;
  /** Epoch milliseconds. */
  time: number;
  decision: 'approved' | 'refused';
  reason?: string;
}

export interface Offering {
  strategy: OfferStrategyName;
  /**
   * - approval: waits for an officer.
   * - held: an officer does not want it offered.
   * - next: the next carriers are still to be asked.
   * - offered: somebody may accept it.
   * - nobody: everybody who fits was asked, or nobody fits.
   * - ended: taken, or the shipment is over.
   */
  state: 'approval' | 'held' | 'next' | 'offered' | 'nobody' | 'ended';
  /** Of every round, oldest first. */
  offers: Offer[];
  /** How many offers were made before this round: whoever was asked in an earlier one may be asked again. */
  before: number;
  /** 1 at first; an officer may ask everybody once more. */
  round: number;
  /** When the truck is to leave, epoch milliseconds: no answer is later. */
  pickupAt: number;
  /** Before that instant nobody is asked, epoch milliseconds; absent: it is due. */
  opensAt?: number;
  /** That the hub has for a counter-offer. */
  counterMs: number;
  approval?: Decision;
  /** Why there is nobody, in the order of `Missing`. */
  missing?: Missing[];
}

export const roundsMax = 5;

export function isLive({ status }: Offer): boolean {
  return status === 'open' || status === 'countered';
}

/** An answer that was taken in by the deadline may still be on its way for so long. */
const onItsWayMs = 2_000;

/** The instant after which the clock alone ends an offer; null: it has ended. */
export function endOf(offer: Offer): number | null {
  if (offer.status === 'open') return offer.deadline + onItsWayMs;
  return offer.status === 'countered' ? offer.counter!.deadline + onItsWayMs : null;
}

/** What was offered is taken back: the shipment is somebody's, or over. */
export function withoutOffers<T extends { offering?: Offering }>(shipment: T): T {
  const { offering } = shipment;
  if (offering === undefined) return shipment;
  const offers = offering.offers.map((offer): Offer =>
    isLive(offer) ? { ...offer, status: 'withdrawn' } : offer,
  );
  const { missing: _missing, ...rest } = offering;
  return { ...shipment, offering: { ...rest, state: 'ended', offers } };
}
