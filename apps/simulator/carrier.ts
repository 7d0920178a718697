import type { ShipmentData } from '#contracts';
import { carriers, type CarrierProfile } from './cast-figures.js';
import { Random } from './random.js';
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

const declines = 0.1;
const tripsMax = 60;
/** A trip whose last word was not answered by then is given up, so that it blocks no other. */
const endedHoursMax = 6;
const offersMax = 300;
const declinedMax = 1_000;
/** No truck leaves for less. */
const leastGrams = 200_000;
/** Below a tonne it pays to wait for more. */
const smallGrams = 1_000_000;
const smallHours = 2.5;
const gramsPerPiece = 500;
/** In Western Indonesian Time; after it the plan loads tomorrow. */
const lastHourOfPlanning = 18;
const reasons = ['Armada penuh', 'Sopir tidak tersedia', 'Tarif belum cocok', 'Jadwal bongkar bentrok'];

/** One logistics firm: hears what is offered, thinks about it, says yes or no, drives and reports. */
export class Carrier {
  private readonly offers = new Map<string, Offer>();
  private readonly trips = new Map<string, Trip>();
  private readonly declined = new Set<string>();
  private readonly voice: Voice;

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
    const open = (status === 'recommended' || status === 'offered') && (mine || !carrier);
    if (open) {
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
    for (const [id, offer] of this.offers) {
      if (offer.answerMs > now.wallMs || this.trips.size >= tripsMax) continue;
      if (gramsOf(offer.shipment) < leastGrams) continue;
      this.offers.delete(id);
      act.said.push(this.answer(offer.shipment, now));
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

  private consider(shipment: ShipmentData, now: Now): void {
    const { shipmentId } = shipment;
    const rank = this.rankFor(shipment);
    if (shipment.pickupDate > nextPickup(now.wallMs)) return void this.offers.delete(shipmentId);
    if (rank < 0 || this.declined.has(shipmentId) || this.trips.has(shipmentId)) return;
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

  private answer({ shipmentId }: ShipmentData, now: Now): Utterance {
    const random = this.random.fork(`${shipmentId}/answer`);
    if (random.chance(declines)) {
      this.declined.add(shipmentId);
      if (this.declined.size > declinedMax) this.declined.delete(this.declined.values().next().value!);
      const data = { shipmentId, response: 'declined' as const, reason: random.pick(reasons) };
      return this.voice.say('lumbung.shipment.responded.v1', data, now);
    }
    const vehicle = `${this.profile.plate}-${random.integer(8000, 9999)}-U${random.pick(['A', 'B', 'K', 'N', 'T'])}`;
    return this.voice.say(
      'lumbung.shipment.responded.v1',
      { shipmentId, response: 'accepted', vehicle },
      now,
    );
  }

  private begin(shipment: ShipmentData, now: Now): Effect[] {
    if (this.trips.has(shipment.shipmentId)) return [];
    const steps = planTrip(shipment, this.random.fork(`${shipment.shipmentId}/trip`), now);
    this.trips.set(shipment.shipmentId, { shipment, steps, loaded: false, endedMs: null });
    return [{ kind: 'promised', shipment }];
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
    this.declined.delete(shipment.shipmentId);
    this.trips.delete(shipment.shipmentId);
    return trip && !trip.loaded ? [{ kind: 'released', shipment: trip.shipment }] : [];
  }

  private take(step: Step, trip: Trip, now: Now, act: Act): void {
    const { shipment } = trip;
    const { shipmentId } = shipment;
    switch (step.kind) {
      case 'dispatch':
        trip.loaded = true;
        act.said.push(this.voice.say('lumbung.shipment.dispatched.v1', { shipmentId }, now));
        act.effects.push({ kind: 'loaded', shipment });
        return;
      case 'locate': {
        const { latitude, longitude, temperatureCelsius } = step;
        const data = { shipmentId, latitude, longitude, temperatureCelsius };
        act.said.push(this.voice.say('lumbung.shipment.located.v1', data, now));
        return;
      }
      case 'break-down':
        act.said.push(
          this.voice.say('lumbung.shipment.cancelled.v1', { shipmentId, reason: 'Kendaraan rusak' }, now),
        );
        return;
      case 'arrive':
        act.effects.push({ kind: 'arrived', shipment });
    }
  }
}

/** The day that the play loads next. What is planned for later days stays a recommendation until then. */
function nextPickup(wallMs: number): string {
  return dateAfter(wallMs + (24 - lastHourOfPlanning) * hourMs);
}

/** About what it weighs: a millilitre as a gram, a fish with its water as half a kilogram. */
function gramsOf({ lines }: ShipmentData): number {
  return lines.reduce(
    (sum, { quantity, unit }) => sum + quantity * (unit === 'piece' ? gramsPerPiece : 1),
    0,
  );
}
