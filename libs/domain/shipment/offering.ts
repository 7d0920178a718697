import { HOUR_MS, instantOf } from '../planning/calendar.js';
import { isSame } from '../planning/same.js';
import type { Hub, OfferStrategyName, Registry } from '../registry/registry.js';
import { carriersFor, type Candidate, type Fit, type Promises } from './carrier-fit.js';
import { isLive, endOf, withoutOffers, type Offer, type Offering } from './offer.js';
import { offerStrategies, type Turns } from './offer-strategy.js';
import type { Shipment } from './shipment.js';

/** What there is to choose from when a shipment is offered. */
export interface Market {
  registry: Registry;
  /** The shipment's. */
  hub: Hub;
  /** Of the shipment's lane and date. */
  promises: Promises;
  turns: Turns;
}

const minuteMs = HOUR_MS / 60;
const offerMinutes = 120;
const counterMinutes = 60;
/** Of one shipment in its life: a registry that changes to and fro must not make it grow without end. */
const offersMax = 200;

/**
 * Offers a shipment on: closes what time has closed, takes back what does not fit any more, brings what still
 * stands up to the newest plan, and asks the next carriers when nobody is being asked. Each carrier is asked
 * once a round, so it ends with one carrier or with `nobody`. Depends on nothing but its arguments: doing it
 * again at the same instant changes nothing.
 *
 * Answers the shipment's next state, or null when it stays as it is.
 */
export function offerOn(shipment: Shipment, market: Market, now: number): Shipment | null {
  if (shipment.status !== 'recommended' && shipment.status !== 'offered') return null;
  const { offerStrategy } = market.hub;
  const next =
    offerStrategy === undefined ? openToAll(shipment) : offered(shipment, market, offerStrategy, now);
  return isSame(shipment, next) ? null : { ...next, revision: shipment.revision + 1 };
}

/** The next instant at which the clock alone changes an offer, epoch milliseconds; null: none. */
export function offerDueAt({ status, offering }: Shipment): number | null {
  if (status !== 'recommended' && status !== 'offered') return null;
  if (offering?.state === 'next' && offering.opensAt !== undefined) return offering.opensAt;
  const ends = (offering?.offers ?? []).map(endOf).filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The hub has no strategy: whoever accepts first has it. */
function openToAll(shipment: Shipment): Shipment {
  if (shipment.offering === undefined || shipment.offering.state === 'ended') return shipment;
  return { ...withoutOffers(shipment), status: 'recommended', carrier: null };
}

function offered(shipment: Shipment, market: Market, strategy: OfferStrategyName, now: number): Shipment {
  const { hub } = market;
  const offering = begun(shipment, strategy, hub);
  const fit = carriersFor(shipment, market.registry, market.promises);
  const { atOnce } = offerStrategies[strategy];
  const offers = oneOnly(
    offering.offers.map((offer) => upToDate(offer, fit, offering.pickupAt, now)),
    atOnce,
  );
  const { missing: _missing, opensAt: _opensAt, ...standing } = offering;
  const waits = waitsFor(offering, hub);
  if (waits !== null) {
    const back = offers.map((offer) => (isLive(offer) ? withdrawn(offer) : offer));
    return {
      ...shipment,
      status: 'recommended',
      carrier: null,
      offering: { ...standing, state: waits, offers: back },
    };
  }
  const opensAt = opensAtOf(offering, hub);
  if (
    opensAt !== null &&
    now < opensAt &&
    !offers.slice(offering.before).some(({ status }) => status !== 'withdrawn')
  )
    return {
      ...shipment,
      status: 'recommended',
      carrier: null,
      offering: { ...standing, state: 'next', opensAt, offers },
    };
  if (!offers.some(isLive)) offers.push(...nextOffers(shipment, { ...offering, offers }, market, fit, now));
  const live = offers.filter(isLive);
  if (live.length === 0) {
    const missing =
      fit.missing.length > 0 ? fit.missing : ([offering.pickupAt <= now ? 'TIME' : 'ANSWER'] as const);
    const nobody: Offering = { ...standing, state: 'nobody', offers, missing: [...missing] };
    return { ...shipment, status: 'recommended', carrier: null, offering: nobody };
  }
  const carrier = atOnce ? null : live[0]!.carrier;
  return { ...shipment, status: 'offered', carrier, offering: { ...standing, state: 'offered', offers } };
}

/** The present round, or a first one. */
function begun({ offering, pickupDate }: Shipment, strategy: OfferStrategyName, hub: Hub): Offering {
  const settings = {
    strategy,
    pickupAt: instantOf(pickupDate, hub.pickupHour, hub.timezone),
    counterMs: (hub.counterMinutes ?? counterMinutes) * minuteMs,
  };
  if (offering !== undefined && offering.state !== 'ended') return { ...offering, ...settings };
  const offers = offering?.offers ?? [];
  return { ...settings, state: 'next', offers, before: offers.length, round: (offering?.round ?? 0) + 1 };
}

/** Null: it is offered as soon as it is recommended. */
function opensAtOf({ pickupAt }: Offering, { offerAheadHours }: Hub): number | null {
  return offerAheadHours === undefined ? null : pickupAt - offerAheadHours * HOUR_MS;
}

function waitsFor({ approval }: Offering, { offerApproval }: Hub): 'approval' | 'held' | null {
  if (approval?.decision === 'refused') return 'held';
  return offerApproval === true && approval === undefined ? 'approval' : null;
}

function upToDate(offer: Offer, { candidates }: Fit, pickupAt: number, now: number): Offer {
  const end = endOf(offer);
  if (end !== null && end < now)
    return { ...offer, status: offer.status === 'countered' ? 'refused' : 'expired' };
  if (offer.status !== 'open') return offer;
  const candidate = candidates.find(({ carrier }) => carrier === offer.carrier);
  if (candidate === undefined) return withdrawn(offer);
  const { vehicles, rupiah } = candidate;
  return { ...offer, vehicles, rupiah, deadline: Math.min(offer.deadline, pickupAt) };
}

/** A hub that changes to asking one after the other leaves the first of those that it had asked at once. */
function oneOnly(offers: readonly Offer[], atOnce: boolean): Offer[] {
  const first = offers.find(isLive);
  return offers.map((offer) => (atOnce || offer === first || !isLive(offer) ? offer : withdrawn(offer)));
}

function nextOffers(
  { shipmentId, revision }: Shipment,
  { strategy, offers, before, pickupAt }: Offering,
  { hub, turns }: Market,
  { candidates }: Fit,
  now: number,
): Offer[] {
  if (pickupAt <= now || offers.length >= offersMax) return [];
  // Whose offer was taken back said nothing, and may be asked again.
  const said = offers.slice(before).filter(({ status }) => status !== 'withdrawn');
  const asked = new Set(said.map(({ carrier }) => carrier));
  const { order, atOnce } = offerStrategies[strategy];
  const ordered = order(
    candidates.filter(({ carrier }) => !asked.has(carrier)),
    turns,
  );
  const deadline = Math.min(now + (hub.offerMinutes ?? offerMinutes) * minuteMs, pickupAt);
  return ordered.slice(0, atOnce ? undefined : 1).map(({ carrier, vehicles, rupiah }: Candidate): Offer => ({
    offerId: `${shipmentId}/${revision + 1}/${carrier}`,
    carrier,
    status: 'open',
    offeredAt: now,
    deadline,
    vehicles,
    rupiah,
  }));
}

function withdrawn(offer: Offer): Offer {
  return { ...offer, status: 'withdrawn' };
}
