import type { ShipmentData } from '#contracts';
import { carriers, type CarrierProfile } from './cast-figures.js';
import { Random } from './random.js';
import { answerTo, gramsOf, leastGrams, replyTo } from './reply.js';
import { hoursTo } from './road.js';
import { planTrip, resumeTrip, type Step } from './trip.js';
import { dateAfter, hourMs, Voice, type Now, type Utterance } from './utterance.js';

/** What a carrier's doing means for those whose goods it carries. */
export interface Effect {
  kind: 'promised' | 'released' | 'loaded' | 'arrived';
  shipment: ShipmentData;
}

export interface Act {
  said: Utterance[];
  effects: Effect[];
}

interface Offer {
  shipment: ShipmentData;
  answerMs: number;
  answerMsMax: number;
}

interface Trip {
  shipment: ShipmentData;
  steps: Step[];
  loaded: boolean;
  /** When its last step was taken, epoch milliseconds. */
  endedMs: number | null;
}

const tripsMax = 60;
/** A trip whose last word was not answered by then is given up, so that it blocks no other. */
const endedHoursMax = 6;
const offersMax = 300;
const rememberedMax = 1_000;
/** Below a tonne it pays to wait for more. */
const smallGrams = 1_000_000;
const smallHours = 2.5;
/** In Western Indonesian Time; after it the plan loads tomorrow. */
const lastHourOfPlanning = 18;
const handsToOthers = 0.4;

/** One logistics firm: hears what is offered, thinks about it, says yes or no, drives and reports. */
export class Carrier {
  private readonly offers = new Map<string, Offer>();
  private readonly trips = new Map<string, Trip>();
  /** Shipments that it has answered, or wants nothing to do with. */
  private readonly done = new Set<string>();
  /** Proposals for change that it thinks about, and until when. */
  private readonly changes = new Map<string, { shipmentId: string; atMs: number }>();
  private readonly voice: Voice;
  /** Whether the hub asks carriers by name; otherwise whoever says yes first has a shipment. */
  areOffersMade = false;

  constructor(
    readonly profile: CarrierProfile,
    run: string,
    private readonly random: Random,
  ) {
    this.voice = new Voice(profile.party, run);
  }

  /** Trips under way or being loaded. */
  get busy(): number {
    return this.trips.size;
  }

  /** Takes in what the plan now says of a shipment. */
  hear(shipment: ShipmentData, now: Now): Effect[] {
    const { shipmentId, status, carrier } = shipment;
    const mine = carrier === this.profile.party;
    const open = status === 'offered' || (status === 'recommended' && !this.areOffersMade);
    if (open && (mine || !carrier)) {
      this.consider(shipment, now);
      return [];
    }
    this.offers.delete(shipmentId);
    if (mine && status === 'accepted') return this.begin(shipment, now);
    if (mine && (status === 'dispatched' || status === 'in_transit')) return this.goOn(shipment, now);
    return this.forget(shipment);
  }

  /** Does what is due. */
  act(now: Now): Act {
    const act: Act = { said: [], effects: [] };
    for (const [id, { shipment, answerMs }] of this.offers) {
      const isAsked = shipment.carrier === this.profile.party;
      if (answerMs > now.wallMs || (!isAsked && this.isUnfit(shipment))) continue;
      this.offers.delete(id);
      act.said.push(...this.answer(shipment, now));
    }
    for (const [changeId, { shipmentId, atMs }] of this.changes) {
      if (atMs > now.wallMs || atMs === 0) continue;
      this.changes.set(changeId, { shipmentId, atMs: 0 });
      if (this.trips.get(shipmentId)?.loaded !== false) continue;
      const data = answerTo(shipmentId, changeId, this.random.fork(changeId));
      if (data !== null) act.said.push(this.voice.say('lumbung.shipment.answered.v1', data, now));
    }
    for (const [id, trip] of this.trips) {
      while (trip.steps.length > 0 && trip.steps[0]!.atMs <= now.wallMs)
        this.take(trip.steps.shift()!, trip, now, act);
      if (trip.steps.length > 0) continue;
      trip.endedMs ??= now.wallMs;
      if (now.wallMs - trip.endedMs > endedHoursMax * now.hourMs) this.trips.delete(id);
    }
    return act;
  }

  /** The rank of this carrier among those who could take it; −1: it cannot. The same for every carrier. */
  rankFor({ shipmentId, temperatureClass, destination }: ShipmentData): number {
    if (hoursTo(destination) === null) return -1;
    const able = carriers.filter(({ temperatureClasses }) => temperatureClasses.includes(temperatureClass));
    const order = new Random(`rank/${shipmentId}`).shuffle(able);
    return order.findIndex(({ party }) => party === this.profile.party);
  }

  private isUnfit(shipment: ShipmentData): boolean {
    return this.trips.size >= tripsMax || gramsOf(shipment) < leastGrams;
  }

  private consider(shipment: ShipmentData, now: Now): void {
    const { shipmentId } = shipment;
    const isAsked = shipment.carrier === this.profile.party;
    const rank = isAsked ? 0 : this.rankFor(shipment);
    if (shipment.pickupDate > nextPickup(now.wallMs)) return void this.offers.delete(shipmentId);
    if (rank < 0 || this.done.has(shipmentId) || this.trips.has(shipmentId)) return;
    const known = this.offers.get(shipmentId);
    if (known) {
      // A plan that still changes is worth waiting for, but not for ever.
      known.answerMs = Math.min(known.answerMsMax, Math.max(known.answerMs, now.wallMs + 0.3 * now.hourMs));
      known.shipment = shipment;
      return;
    }
    if (this.offers.size >= offersMax) return;
    const small = gramsOf(shipment) < smallGrams ? smallHours : 0;
    const thinking = this.random.fork(shipmentId).between(0.5, 1.5) + rank * 1.5 + small;
    this.offers.set(shipmentId, {
      shipment,
      answerMs: now.wallMs + thinking * now.hourMs,
      answerMsMax: now.wallMs + (thinking + 1) * now.hourMs,
    });
  }

  private answer(shipment: ShipmentData, now: Now): Utterance[] {
    const { shipmentId, revision } = shipment;
    const random = this.random.fork(`${shipmentId}/${revision}/answer`);
    const data =
      this.trips.size >= tripsMax
        ? { shipmentId, response: 'declined' as const, reason: 'Armada penuh' }
        : replyTo(shipment, this.profile, random);
    if (data?.response !== 'accepted') this.remember(shipmentId);
    return data === null ? [] : [this.voice.say('lumbung.shipment.responded.v1', data, now)];
  }

  private remember(shipmentId: string): void {
    this.done.add(shipmentId);
    if (this.done.size > rememberedMax) this.done.delete(this.done.values().next().value!);
  }

  private begin(shipment: ShipmentData, now: Now): Effect[] {
    this.ponder(shipment, now);
    const trip = this.trips.get(shipment.shipmentId);
    if (trip !== undefined) {
      // A change that was agreed on: what is loaded is what the shipment says now.
      const before = trip.shipment;
      trip.shipment = shipment;
      const isSame = trip.loaded || JSON.stringify(before.lines) === JSON.stringify(shipment.lines);
      return isSame
        ? []
        : [
            { kind: 'released', shipment: before },
            { kind: 'promised', shipment },
          ];
    }
    const steps = planTrip(shipment, this.random.fork(`${shipment.shipmentId}/trip`), now);
    this.trips.set(shipment.shipmentId, { shipment, steps, loaded: false, endedMs: null });
    return [{ kind: 'promised', shipment }];
  }

  private ponder({ shipmentId, change }: ShipmentData, now: Now): void {
    if (change?.status !== 'open' || this.changes.has(change.changeId)) return;
    const hours = this.random.fork(change.changeId).between(0.2, 0.6);
    this.changes.set(change.changeId, { shipmentId, atMs: now.wallMs + hours * now.hourMs });
    if (this.changes.size > rememberedMax) this.changes.delete(this.changes.keys().next().value!);
  }

  private goOn(shipment: ShipmentData, now: Now): Effect[] {
    const trip = this.trips.get(shipment.shipmentId);
    if (trip) {
      // What was really loaded is what arrives.
      trip.shipment = shipment;
      return [];
    }
    const steps = resumeTrip(shipment, this.random.fork(`${shipment.shipmentId}/trip`), now);
    this.trips.set(shipment.shipmentId, { shipment, steps, loaded: true, endedMs: null });
    return [];
  }

  private forget(shipment: ShipmentData): Effect[] {
    const trip = this.trips.get(shipment.shipmentId);
    this.done.delete(shipment.shipmentId);
    this.trips.delete(shipment.shipmentId);
    return trip && !trip.loaded ? [{ kind: 'released', shipment: trip.shipment }] : [];
  }

  private take(step: Step, trip: Trip, now: Now, act: Act): void {
    const { shipmentId } = trip.shipment;
    switch (step.kind) {
      case 'dispatch':
        return this.leave(step.leaves, trip, now, act);
      case 'locate': {
        const { latitude, longitude, temperatureCelsius } = step;
        const data = { shipmentId, latitude, longitude, temperatureCelsius };
        act.said.push(this.voice.say('lumbung.shipment.located.v1', data, now));
        return;
      }
      case 'cancel':
        act.said.push(
          this.voice.say('lumbung.shipment.cancelled.v1', { shipmentId, reason: 'Kendaraan rusak' }, now),
        );
        return;
      case 'break-down': {
        const { latitude, longitude } = step;
        const data = { shipmentId, reason: 'Mogok di jalan', latitude, longitude };
        act.said.push(this.voice.say('lumbung.shipment.stopped.v1', data, now));
        return;
      }
      case 'hand-over':
        return this.handOver(trip, now, act);
      case 'arrive':
        act.effects.push({ kind: 'arrived', shipment: trip.shipment });
    }
  }

  private leave(leaves: number, trip: Trip, now: Now, act: Act): void {
    const { shipment } = trip;
    const { shipmentId } = shipment;
    const [loaded, left] = divided(shipment, leaves);
    trip.loaded = true;
    const data =
      left.length === 0 ? { shipmentId } : { shipmentId, lines: loaded, reason: 'Tidak muat di bak' };
    act.said.push(this.voice.say('lumbung.shipment.dispatched.v1', data, now));
    act.effects.push({ kind: 'loaded', shipment: { ...shipment, lines: loaded } });
    if (left.length > 0) act.effects.push({ kind: 'released', shipment: { ...shipment, lines: left } });
  }

  /** Another truck takes the load, its own or a colleague's. */
  private handOver(trip: Trip, now: Now, act: Act): void {
    const { shipmentId, temperatureClass } = trip.shipment;
    const random = this.random.fork(`${shipmentId}/hand-over`);
    const vehicle = `AE-${random.integer(8000, 9999)}-UX`;
    const others = carriers.filter(
      ({ party, temperatureClasses }) =>
        party !== this.profile.party && temperatureClasses.includes(temperatureClass),
    );
    const isOther = others.length > 0 && random.chance(handsToOthers);
    const to = isOther ? { vehicle, carrier: random.pick(others).party } : { vehicle };
    // Whoever has it now drives on.
    if (isOther) trip.steps = [];
    act.said.push(this.voice.say('lumbung.shipment.transferred.v1', { shipmentId, ...to }, now));
  }
}

/** The day that the play loads next. What is planned for later days stays a recommendation until then. */
function nextPickup(wallMs: number): string {
  return dateAfter(wallMs + (24 - lastHourOfPlanning) * hourMs);
}

type Line = Pick<
  ShipmentData['lines'][number],
  'commodity' | 'demandId' | 'location' | 'lot' | 'quantity' | 'unit'
>;

/** What is loaded, and what of the first line is left behind. */
function divided({ lines }: ShipmentData, leaves: number): [loaded: Line[], left: Line[]] {
  const loaded = lines.map(({ commodity, demandId, location, lot, quantity, unit }): Line => ({
    ...{ commodity, demandId, location, lot, quantity, unit },
  }));
  const first = loaded[0];
  const quantity = Math.floor((first?.quantity ?? 0) * leaves);
  if (first === undefined || quantity === 0) return [loaded, []];
  return [[{ ...first, quantity: first.quantity - quantity }, ...loaded.slice(1)], [{ ...first, quantity }]];
}
