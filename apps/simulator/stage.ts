import type { ShipmentData } from '#contracts';
import { Carrier, type Effect } from './carrier.js';
import { carriers, hub } from './cast-figures.js';
import { HubDesk } from './hub-desk.js';
import { Random } from './random.js';
import { Receivers } from './receiver.js';
import { Theatre } from './theatre.js';
import type { Now, Utterance } from './utterance.js';

/** The whole play: those who speak unasked, those who carry, those who sign. No clock and no network. */
export class Stage {
  readonly theatre: Theatre;
  readonly carriers: Carrier[];
  readonly desk: HubDesk;
  private readonly receivers: Receivers;

  constructor(seed: number, run: string) {
    const random = new Random(`lumbung/${seed}/roads`);
    this.theatre = new Theatre(seed, run);
    this.carriers = carriers.map((profile) => new Carrier(profile, run, random.fork(profile.party)));
    this.desk = new HubDesk(hub, run, random.fork('desk'));
    this.receivers = new Receivers(run, random.fork('receivers'));
  }

  /** A carrier learns what the plan says of a shipment. */
  hear(carrier: Carrier, shipment: ShipmentData, now: Now): void {
    for (const effect of carrier.hear(shipment, now)) this.apply(effect, now);
  }

  /** What carriers and receivers do now. */
  roads(now: Now): Utterance[] {
    return this.carriers.flatMap((carrier) => {
      const { said, effects } = carrier.act(now);
      return [...said, ...effects.flatMap((effect) => this.apply(effect, now))];
    });
  }

  private apply({ kind, shipment }: Effect, now: Now): Utterance[] {
    if (kind === 'arrived') return this.unload(shipment, now);
    for (const { location, lot, commodity, quantity } of shipment.lines) {
      const producer = this.theatre.producerAt(location, commodity);
      if (kind === 'promised') producer?.promise(lot, quantity);
      else if (kind === 'released') producer?.release(lot, quantity);
      else producer?.load(lot, quantity);
    }
    return [];
  }

  private unload(shipment: ShipmentData, now: Now): Utterance[] {
    const { said, received } = this.receivers.sign(shipment, now);
    for (const [demandId, quantity] of received) {
      for (const city of this.theatre.cities) city.receive(demandId, quantity);
    }
    return said;
  }
}
