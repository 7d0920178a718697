import { dispose } from './disposition.js';
import { answerOffer, decide, type Answered } from './answer.js';
import { openChange, withChange, withoutChange } from './change.js';
import { carry, restock, type Carried } from './carriage.js';
import { arrivals, effectsOf, isTold, type Effect } from './effect.js';
import type {
  CarriageEvent,
  LifecycleEvent,
  OwnEvent,
  ShipmentAnswered,
  ShipmentDecided,
  ShipmentDispatched,
  ShipmentDisposed,
  ShipmentLocated,
  ShipmentReceived,
  ShipmentResponded,
} from './lifecycle-event.js';
import { withoutOffers } from './offer.js';
import { lineKey, receiptOf, withReceipt } from './receipt.js';
import { spread } from './report.js';
import { emptied, type Journey, type Shipment, type ShipmentLine, type ShipmentStatus } from './shipment.js';
import { refuseStep, type StepRefused } from './step-refusal.js';

export type StepResult =
  | {
      readonly kind: 'moved';
      /** Where it stands now: the last of `trail`. */
      readonly shipment: Shipment;
      /** Every state passed, each with its own revision, for those who follow: declined → recommended. */
      readonly trail: readonly Shipment[];
      readonly effects: readonly Effect[];
      /** Other shipments that it made or ended, each with a revision of its own. */
      readonly others?: readonly Shipment[];
    }
  | StepRefused
  | { readonly kind: 'unchanged' };

type AnyEvent = LifecycleEvent | OwnEvent;

/** The states in which an event means something. Everywhere else it is refused. */
const possibleIn: Readonly<Record<AnyEvent['type'], readonly ShipmentStatus[]>> = {
  'shipment.offered': ['recommended'],
  'shipment.withdrawn': ['recommended', 'offered'],
  'shipment.expired': ['recommended', 'offered', 'accepted'],
  'shipment.responded': ['recommended', 'offered'],
  'shipment.decided': ['recommended', 'offered'],
  'shipment.answered': ['accepted'],
  'shipment.cancelled': ['accepted'],
  'shipment.dispatched': ['accepted'],
  'shipment.split': ['accepted'],
  'shipment.merged': ['accepted'],
  'shipment.stopped': ['dispatched', 'in_transit'],
  'shipment.transferred': ['dispatched', 'in_transit'],
  'shipment.returned': ['dispatched', 'in_transit'],
  'shipment.restocked': ['dispatched', 'in_transit'],
  'shipment.located': ['dispatched', 'in_transit'],
  'shipment.received': ['dispatched', 'in_transit'],
  'shipment.disposed': ['in_transit', 'closed'],
};

/**
 * The life of a shipment, one step at a time:
 *
 *     recommended ⇄ offered → accepted → dispatched → in_transit → received → closed
 *
 * - Where its hub has a strategy (`offerOn`), it is its carriers' to answer that it was offered to, in time;
 *   the hub decides on their counter-offers. Else whoever accepts first has it.
 * - A declined recommendation passes `declined` and is recommended again, for other carriers; the decline
 *   stays in its journey.
 * - A dispatch ends in `dispatched`; the first position or a receipt of some of its lines makes it
 *   `in_transit`. A shipment whose truck reports no position goes on without.
 * - The receipt of its last line passes `received` and ends in `closed`.
 * - Goods that were damaged, refused or wrong wait on their line until somebody decides: into stock or waste.
 * - What a new plan would have otherwise of an accepted shipment is proposed (`proposeOn`) and done when its
 *   carrier says yes.
 * - An accepted shipment that never leaves is cancelled by its carrier, or expires: both free its lots.
 *
 * A repeat (same event id) changes nothing; what comes out of order is refused with the state it is in.
 * `other` is the shipment that is to be merged with this one.
 *
 * Throws when the event is about another shipment.
 */
export function step(shipment: Shipment, event: AnyEvent, other: Shipment | null = null): StepResult {
  if (event.shipmentId !== shipment.shipmentId) {
    throw new Error(`Event ${event.id} is about ${event.shipmentId}, not ${shipment.shipmentId}`);
  }
  if (shipment.journey?.steps.includes(event.id)) return { kind: 'unchanged' };
  if (!possibleIn[event.type].includes(shipment.status)) return refuseStep('SHIPMENT_STATE', shipment.status);
  switch (event.type) {
    case 'shipment.offered':
      return move(shipment, [{ ...stepped(shipment, event), status: 'offered', carrier: event.carrier }]);
    case 'shipment.withdrawn':
      return move(shipment, [emptied(stepped(shipment, event))]);
    case 'shipment.expired':
      return free(shipment, event, 'expired', {});
    case 'shipment.responded':
      return respond(shipment, event);
    case 'shipment.decided':
      return answered(shipment, event, decide(shipment, event));
    case 'shipment.received':
      return receive(shipment, event);
    case 'shipment.disposed':
      return settle(shipment, event);
    case 'shipment.restocked':
      return carried(shipment, event, restock(shipment, event));
    case 'shipment.split':
    case 'shipment.merged':
    case 'shipment.stopped':
    case 'shipment.transferred':
    case 'shipment.returned':
      if (event.source !== shipment.carrier && event.source !== shipment.hub)
        return refuseStep('SHIPMENT_NOT_YOURS', shipment.status);
      return carried(shipment, event, carry(shipment, event, other));
    default:
      break;
  }
  if (event.source !== shipment.carrier) return refuseStep('SHIPMENT_NOT_YOURS', shipment.status);
  switch (event.type) {
    case 'shipment.answered':
      return answerChange(shipment, event);
    case 'shipment.cancelled':
      return free(shipment, event, 'cancelled', { cancellation: event.reason });
    case 'shipment.dispatched':
      return dispatch(shipment, event);
    case 'shipment.located':
      return locate(shipment, event);
  }
}

function answered(
  shipment: Shipment,
  event: ShipmentResponded | ShipmentDecided,
  answer: Answered,
): StepResult {
  if ('kind' in answer) return answer;
  const { states, effects, decline } = answer;
  const others = journeyOf(shipment).declines.filter(({ carrier }) => carrier !== decline?.carrier);
  const named =
    event.type === 'shipment.responded' && event.response === 'accepted' && event.vehicle !== null
      ? { vehicle: event.vehicle }
      : {};
  const changes = { ...named, ...(decline === undefined ? {} : { declines: [...others, decline] }) };
  const { journey } = stepped(shipment, event, changes);
  return move(
    shipment,
    states.map((state) => ({ ...state, journey: journey! })),
    effects,
  );
}

function respond(shipment: Shipment, event: ShipmentResponded): StepResult {
  const { offering } = shipment;
  if (offering !== undefined && offering.state !== 'ended')
    return answered(shipment, event, answerOffer(shipment, offering, event));
  // Open to everybody, there is no offer that another could be made against.
  if (event.response === 'countered') return refuseStep('COUNTER_NOT_POSSIBLE', shipment.status);
  if (shipment.carrier !== null && shipment.carrier !== event.source) {
    return refuseStep('SHIPMENT_NOT_YOURS', shipment.status);
  }
  if (event.response === 'accepted') {
    const named = event.vehicle === null ? {} : { vehicle: event.vehicle };
    const accepted = { ...stepped(shipment, event, named), carrier: event.source };
    const effects = effectsOf('committed', shipment.lines, event.time);
    return move(shipment, [{ ...accepted, status: 'accepted' }], effects);
  }
  const declines = shipment.journey?.declines ?? [];
  // Saying no twice says nothing new, and a journey must not grow with it.
  if (shipment.status === 'recommended' && declines.some(({ carrier }) => carrier === event.source)) {
    return { kind: 'unchanged' };
  }
  const reason = event.reason === null ? {} : { reason: event.reason };
  const decline = { carrier: event.source, time: event.time, ...reason };
  const others = declines.filter(({ carrier }) => carrier !== event.source);
  const declined = stepped(shipment, event, { declines: [...others, decline] });
  return move(shipment, [
    { ...declined, status: 'declined', carrier: event.source },
    { ...declined, status: 'recommended', carrier: null },
  ]);
}

/** What was proposed is done when the carrier says yes, in time; else everything stays as it was accepted. */
function answerChange(shipment: Shipment, event: ShipmentAnswered): StepResult {
  const { status } = shipment;
  const change = openChange(shipment);
  const asked = shipment.changes?.find(({ changeId }) => changeId === event.changeId);
  if (change === null || (event.changeId !== null && event.changeId !== change.changeId))
    return refuseStep('CHANGE_OVER', status, asked?.status ?? event.changeId ?? '');
  if (event.acceptedAt > change.deadline) return refuseStep('CHANGE_OVER', status, 'expired');
  const reason = event.reason === null ? {} : { reason: event.reason };
  const ended = { status: event.answer, endedAt: event.acceptedAt, ...reason };
  const told = withChange(stepped(shipment, event), ended);
  if (event.answer === 'declined') return move(shipment, [told]);
  if (change.kind === 'cancel') {
    const cancellation = change.reasons.map(({ text }) => text.id).join(' ');
    const journey = { ...journeyOf(told), cancellation };
    const released = effectsOf('released', shipment.lines, event.time);
    return move(shipment, [{ ...withoutOffers(told), journey, status: 'cancelled' }], released);
  }
  const { lines, pickupDate, arrivalBy } = change;
  return move(
    shipment,
    [{ ...told, lines, pickupDate, arrivalBy }],
    recommitted(shipment, lines, event.time),
  );
}

/** What is promised now takes the place of what was: a commodity that it carries no more is free. */
function recommitted(before: Shipment, lines: readonly ShipmentLine[], time: number): Effect[] {
  const still = new Set(lines.map(({ commodity }) => commodity));
  const gone = before.lines.filter(({ commodity }) => !still.has(commodity));
  return [...effectsOf('released', gone, time), ...effectsOf('committed', lines, time)];
}

function free(
  shipment: Shipment,
  event: AnyEvent,
  status: 'expired' | 'cancelled',
  journey: Partial<Journey>,
): StepResult {
  const promised = shipment.status === 'accepted' ? shipment.lines : [];
  const freed = { ...withoutOffers(stepped(shipment, event, journey)), status };
  return move(shipment, [freed], effectsOf('released', promised, event.time));
}

/** The steps that divide, join and turn goods around have their event in every journey that they touch. */
function carried(shipment: Shipment, event: CarriageEvent, result: Carried): StepResult {
  if ('kind' in result) return result;
  const { states, effects, others = [] } = result;
  const moved = move(
    shipment,
    states.map((state) => stepped(state, event)),
    effects,
  );
  if (moved.kind !== 'moved' || others.length === 0) return moved;
  return {
    ...moved,
    others: others.map((each) => ({ ...stepped(each, event), revision: each.revision + 1 })),
  };
}

/** What was loaded becomes the shipment; what was left behind is free again. */
function dispatch(shipment: Shipment, event: ShipmentDispatched): StepResult {
  const spreading =
    event.lines === null
      ? null
      : spread(shipment.lines, event.lines, ({ quantity }) => ({ planned: quantity, extra: 0 }));
  if (spreading?.kind === 'refused') return refuseStep(spreading.code, shipment.status, spreading.value);
  const loadedOf = (line: ShipmentLine): number =>
    spreading === null ? line.quantity : (spreading.byLine.get(line)?.quantity ?? 0);
  const loaded = shipment.lines.filter((line) => loadedOf(line) > 0);
  if (loaded.length === 0) return refuseStep('SHIPMENT_NOTHING_LOADED', shipment.status);

  const left = shipment.lines.filter((line) => loadedOf(line) < line.quantity);
  const reason = event.reason == null ? {} : { reason: event.reason };
  const behind = left.map(({ commodity, lot, location, demandId, quantity }, k) => ({
    commodity,
    lot,
    location,
    demandId,
    quantity: quantity - loadedOf(left[k]!),
    ...reason,
  }));
  const named = {
    ...(event.vehicle === null ? {} : { vehicle: event.vehicle }),
    departedAt: event.time,
    ...(behind.length === 0 ? {} : { left: behind }),
  };
  const lines = loaded.map((line) => ({ ...line, quantity: loadedOf(line) }));
  return move(
    shipment,
    [{ ...stepped(shipment, event, named), status: 'dispatched', lines }],
    [
      ...effectsOf('released', left, event.time, (line) => line.quantity - loadedOf(line)),
      ...effectsOf('departed', loaded, event.time, loadedOf),
    ],
  );
}

function locate(shipment: Shipment, event: ShipmentLocated): StepResult {
  const known = shipment.journey?.position;
  if (known && event.time <= known.time) return { kind: 'unchanged' };
  const { time, latitude, longitude, temperatureCelsius } = event;
  const position = {
    time,
    latitude,
    longitude,
    ...(temperatureCelsius === null ? {} : { temperatureCelsius }),
  };
  // Positions come by the thousand: they are kept apart from the steps, and their own time tells a repeat.
  const journey = { ...journeyOf(shipment), position };
  return move(shipment, [{ ...shipment, journey, status: 'in_transit' }]);
}

function receive(shipment: Shipment, event: ShipmentReceived): StepResult {
  const receipt = event.lines === null ? null : receiptOf(shipment.lines, event.lines);
  if (receipt?.kind === 'refused') return refuseStep(receipt.code, shipment.status, receipt.value);
  const lines = shipment.lines.map((line) => {
    if (line.received !== undefined) return line;
    const report = receipt?.byLine.get(line);
    if (receipt !== null && report === undefined) return line;
    return withReceipt(line, report ?? null);
  });
  const reported = lines.filter((line) => line.received !== undefined);
  const told = lines.filter((line, k) => line !== shipment.lines[k]);
  if (told.length === 0) return refuseStep('SHIPMENT_LINE_UNKNOWN', shipment.status);

  const receivedAt = {
    ...shipment.journey?.receivedAt,
    ...Object.fromEntries(told.map((line) => [lineKey(line), event.time])),
  };
  const next = { ...stepped(shipment, event, { receivedAt }), lines };
  const trail: Shipment[] =
    reported.length === lines.length && lines.every(isTold)
      ? [
          { ...next, status: 'received' },
          { ...next, status: 'closed' },
        ]
      : [{ ...next, status: 'in_transit' }];
  return move(shipment, trail, arrivals(lines, told, event.time));
}

/** What goes back into stock is in a lot again; what is waste left its lot when the truck did. */
function settle(shipment: Shipment, event: ShipmentDisposed): StepResult {
  const result = dispose(shipment.lines, event.lines, event.source);
  if (result.kind === 'refused') return refuseStep(result.code, shipment.status, result.value);
  const { lines, made } = result;
  const back = made
    .filter(({ disposition }) => disposition.to === 'stock')
    .map(({ line, disposition: { place, quantity } }) => ({
      ...line,
      location: place ?? line.location,
      quantity,
    }));
  return move(shipment, [{ ...stepped(shipment, event), lines }], effectsOf('regained', back, event.time));
}

/** The shipment with the event in its journey. */
function stepped(shipment: Shipment, event: AnyEvent, changes: Partial<Journey> = {}): Shipment {
  const journey = journeyOf(shipment);
  return { ...shipment, journey: { ...journey, steps: [...journey.steps, event.id], ...changes } };
}

function journeyOf({ journey }: Shipment): Journey {
  return journey ?? { steps: [], declines: [] };
}

function move(before: Shipment, states: Shipment[], effects: Effect[] = []): StepResult {
  const trail = states.map((state, k) => {
    const proposed = openChange(state)?.proposedAt ?? 0;
    const own = state.status === 'accepted' ? state : withoutChange(state, proposed);
    return { ...own, revision: before.revision + k + 1 };
  });
  return { kind: 'moved', shipment: trail[trail.length - 1]!, trail, effects };
}
