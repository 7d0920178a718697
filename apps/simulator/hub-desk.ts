import type { Random } from './random.js';
import { Voice, type Now, type Utterance } from './utterance.js';

/** What the hub reads of what is offered. */
export interface OfferedShipment {
  shipment: { shipmentId: string };
  state: string;
  round: number;
  missing?: string[];
  offers: { offerId: string; carrier: string; status: string }[];
}

const officers = ['Sri Wahyuni', 'Bambang Prasetyo', 'Dewi Lestari'];
const approves = 0.75;
/** A hub forgets to answer now and then; the counter-offer then ends by itself. */
const answersCounter = 0.9;
const roundsMax = 3;
const rememberedMax = 1_000;

/** The officers of the hub at the desk of offers: they answer counter-offers, and ask once more where nobody said yes. */
export class HubDesk {
  private readonly voice: Voice;
  private readonly seen = new Set<string>();

  constructor(
    hub: string,
    run: string,
    private readonly random: Random,
  ) {
    this.voice = new Voice(hub, run, `${hub}.penawaran`);
  }

  /** What they say of what is on the desk now; of each counter-offer and each round once. */
  look(offered: readonly OfferedShipment[], now: Now): Utterance[] {
    return offered.flatMap((each) => {
      const countered = each.offers.filter(({ status }) => status === 'countered');
      if (countered.length > 0) return countered.flatMap((offer) => this.decide(each, offer, now));
      return this.askAgain(each, now);
    });
  }

  private decide(
    { shipment: { shipmentId } }: OfferedShipment,
    { offerId, carrier }: OfferedShipment['offers'][number],
    now: Now,
  ): Utterance[] {
    const random = this.random.fork(offerId);
    if (!this.isNew(offerId) || !random.chance(answersCounter)) return [];
    const isApproved = random.chance(approves);
    const by = random.pick(officers);
    const decision = isApproved ? ('approved' as const) : ('refused' as const);
    const reason = isApproved ? {} : { reason: 'Kendaraan terlalu kecil untuk bongkar muat' };
    const data = { shipmentId, about: 'counter' as const, decision, by, carrier, ...reason };
    return [this.voice.say('lumbung.shipment.decided.v1', data, now)];
  }

  private askAgain(
    { shipment: { shipmentId }, state, round, missing }: OfferedShipment,
    now: Now,
  ): Utterance[] {
    const nobodySaidYes = state === 'nobody' && missing?.includes('ANSWER') === true;
    if (!nobodySaidYes || round >= roundsMax || !this.isNew(`${shipmentId}/${round}`)) return [];
    const by = this.random.fork(shipmentId).pick(officers);
    const data = { shipmentId, about: 'offer' as const, decision: 'approved' as const, by };
    return [this.voice.say('lumbung.shipment.decided.v1', data, now)];
  }

  private isNew(name: string): boolean {
    if (this.seen.has(name)) return false;
    this.seen.add(name);
    if (this.seen.size > rememberedMax) this.seen.delete(this.seen.values().next().value!);
    return true;
  }
}
