import { isSame } from '../planning/same.js';
import type { Offer } from './offer.js';
import type { Shipment } from './shipment.js';

/**
 * - offered: a carrier may answer; also each revision of what it was offered.
 * - countered: the hub may answer.
 * - closed: nobody may any more; the offer's status says how it ended.
 */
export interface OfferChange {
  kind: 'offered' | 'countered' | 'closed';
  offer: Offer;
}

/** What a step means for those to whom the shipment was offered, in the order of the offers. */
export function offerChanges(before: Shipment | null, after: Shipment): OfferChange[] {
  const known = new Map((before?.offering?.offers ?? []).map((offer) => [offer.offerId, offer]));
  const isNewLoad = before === null || !isSame(before.lines, after.lines);
  return (after.offering?.offers ?? []).flatMap((offer): OfferChange[] => {
    const old = known.get(offer.offerId);
    if (offer.status === 'open') return isNewLoad || !isSame(old, offer) ? [{ kind: 'offered', offer }] : [];
    if (old !== undefined && isSame(old, offer)) return [];
    return [{ kind: offer.status === 'countered' ? 'countered' : 'closed', offer }];
  });
}
