import { addDays, DAY_MS, daysBetween } from '../planning/calendar.js';
import { effectsOf, type Effect } from './effect.js';
import type { ShipmentDecided, ShipmentResponded } from './lifecycle-event.js';
import {
  isLive,
  roundsMax,
  withoutOffers,
  type Counter,
  type Decision,
  type Offer,
  type Offering,
} from './offer.js';
import type { Decline, Shipment } from './shipment.js';
import { refuseStep, type StepRefused } from './step-refusal.js';

/** What an answer makes of a shipment; its journey and its revisions are the caller's to keep. */
export type Answered = { states: Shipment[]; effects: Effect[]; decline?: Decline } | StepRefused;

const counterDaysMax = 14;

/** A carrier answers what it was offered. In time is what was taken in by the deadline, whatever its sender's clock says. */
export function answerOffer(shipment: Shipment, offering: Offering, event: ShipmentResponded): Answered {
  const { status } = shipment;
  const offer = offering.offers.findLast(({ carrier }) => carrier === event.source);
  if (offer === undefined)
    return refuseStep(status === 'offered' ? 'SHIPMENT_NOT_YOURS' : 'SHIPMENT_STATE', status);
  if (!isLive(offer)) return refuseStep('OFFER_OVER', status, offer.status);
  const isLate = event.acceptedAt > offer.deadline;
  if (isLate && (offer.status === 'open' || event.response !== 'declined'))
    return refuseStep('OFFER_OVER', status, 'expired');
  switch (event.response) {
    case 'accepted':
      return accept(shipment, offering, offer, event);
    case 'declined':
      return decline(shipment, offering, offer, event);
    case 'countered':
      return counter(shipment, offering, offer, event);
  }
}

function accept(shipment: Shipment, offering: Offering, offer: Offer, event: ShipmentResponded): Answered {
  const taken = takenBy(shipment, offering, offer, {});
  return { states: [taken], effects: effectsOf('committed', shipment.lines, event.time) };
}

/** It is this carrier's, with the vehicles it comes with; everybody else's offer is taken back. */
function takenBy(
  shipment: Shipment,
  offering: Offering,
  offer: Offer,
  { vehicles = offer.vehicles, pickupDate = shipment.pickupDate }: Partial<Counter>,
): Shipment {
  const offers = offering.offers.map((each): Offer =>
    each === offer ? { ...each, status: 'accepted' } : each,
  );
  const arrivalBy = addDays(shipment.arrivalBy, daysBetween(shipment.pickupDate, pickupDate));
  const closed = withoutOffers({ ...shipment, offering: { ...offering, offers } });
  return { ...closed, status: 'accepted', carrier: offer.carrier, vehicles, pickupDate, arrivalBy };
}

function decline(shipment: Shipment, offering: Offering, offer: Offer, event: ShipmentResponded): Answered {
  const { source: carrier, time } = event;
  const reason = event.reason === null ? {} : { reason: event.reason };
  const without = closed(shipment, offering, offer, { status: 'declined', ...reason });
  const states: Shipment[] =
    without.status === 'offered' ? [without] : [{ ...without, status: 'declined', carrier }, without];
  return { states, effects: [], decline: { carrier, time, ...reason } };
}

/** One offer is over; the shipment stays offered while somebody else may still accept it. */
function closed(shipment: Shipment, offering: Offering, offer: Offer, over: Partial<Offer>): Shipment {
  const offers = offering.offers.map((each) => (each === offer ? { ...each, ...over } : each));
  if (offers.some(isLive)) return { ...shipment, offering: { ...offering, offers } };
  return {
    ...shipment,
    status: 'recommended',
    carrier: null,
    offering: { ...offering, offers, state: 'next' },
  };
}

function counter(shipment: Shipment, offering: Offering, offer: Offer, event: ShipmentResponded): Answered {
  const vehicles = event.counter?.vehicles ?? null;
  const pickupDate = event.counter?.pickupDate ?? null;
  const days = pickupDate === null ? 0 : daysBetween(shipment.pickupDate, pickupDate);
  const leavesAt = offering.pickupAt + days * DAY_MS;
  const isPossible =
    offer.counter === undefined &&
    (vehicles !== null || days !== 0) &&
    Math.abs(days) <= counterDaysMax &&
    leavesAt > event.acceptedAt;
  if (!isPossible) return refuseStep('COUNTER_NOT_POSSIBLE', shipment.status);
  const asked: Counter = {
    ...(vehicles === null ? {} : { vehicles }),
    ...(days === 0 ? {} : { pickupDate: pickupDate! }),
    ...(event.reason === null ? {} : { reason: event.reason }),
    deadline: Math.min(event.acceptedAt + offering.counterMs, leavesAt, offering.pickupAt),
  };
  const offers = offering.offers.map((each): Offer =>
    each === offer ? { ...each, status: 'countered', counter: asked } : each,
  );
  return { states: [{ ...shipment, offering: { ...offering, offers } }], effects: [] };
}

/** The hub decides, by a person with a name. */
export function decide(shipment: Shipment, event: ShipmentDecided): Answered {
  if (event.source !== shipment.hub) return refuseStep('SHIPMENT_NOT_YOURS', shipment.status);
  const { offering } = shipment;
  if (offering === undefined) return refuseStep('DECISION_NOT_ASKED', shipment.status, event.about);
  return event.about === 'offer'
    ? decideOffer(shipment, offering, event)
    : decideCounter(shipment, offering, event);
}

/** Approval opens it to carriers, or to those asked already once more; a refusal takes back what is offered. */
function decideOffer(shipment: Shipment, offering: Offering, event: ShipmentDecided): Answered {
  const { by, time, decision } = event;
  const { state, offers } = offering;
  const again = state === 'nobody' && decision === 'approved';
  const isAsked =
    decision === 'refused' ? state !== 'held' && state !== 'ended' : state !== 'offered' && state !== 'ended';
  if (!isAsked || (again && offering.round >= roundsMax))
    return refuseStep('DECISION_NOT_ASKED', shipment.status, event.about);
  const approval: Decision = {
    by,
    time,
    decision,
    ...(event.reason === null ? {} : { reason: event.reason }),
  };
  const { missing: _missing, ...standing } = offering;
  const round = again ? { before: offers.length, round: offering.round + 1 } : {};
  const next: Offering = {
    ...standing,
    ...round,
    offers: offers.map((offer): Offer => (isLive(offer) ? { ...offer, status: 'withdrawn' } : offer)),
    state: decision === 'approved' ? 'next' : 'held',
    approval,
  };
  return { states: [{ ...shipment, status: 'recommended', carrier: null, offering: next }], effects: [] };
}

function decideCounter(shipment: Shipment, offering: Offering, event: ShipmentDecided): Answered {
  const waiting = offering.offers.filter(
    ({ status, carrier }) => status === 'countered' && (event.carrier ?? carrier) === carrier,
  );
  const [offer] = waiting;
  if (offer === undefined || waiting.length > 1)
    return refuseStep('DECISION_NOT_ASKED', shipment.status, event.about);
  if (event.acceptedAt > offer.counter!.deadline) return refuseStep('OFFER_OVER', shipment.status, 'expired');
  if (event.decision === 'refused') {
    const reason = event.reason === null ? {} : { reason: event.reason };
    return { states: [closed(shipment, offering, offer, { status: 'refused', ...reason })], effects: [] };
  }
  const { vehicles, pickupDate } = offer.counter!;
  const taken = takenBy(shipment, offering, offer, {
    ...(vehicles && { vehicles }),
    ...(pickupDate && { pickupDate }),
  });
  return { states: [taken], effects: effectsOf('committed', shipment.lines, event.time) };
}
