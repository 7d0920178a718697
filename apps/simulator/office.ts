import { offices } from './figures.js';
import type { Producer } from './producer.js';
import type { Random } from './random.js';
import { stated, Voice, type Now, type Utterance } from './utterance.js';

const disagrees = 0.5;

/** Departments that count the same stores as their owners: sometimes with another result. */
export class Offices {
  private readonly voices: Voice[];

  constructor(
    run: string,
    private readonly random: Random,
  ) {
    this.voices = offices.map((party) => new Voice(party, run));
  }

  /** Counts a whole place from outside: within the scales' error, or off by a fifth and more. */
  inspect(producer: Producer, now: Now): Utterance[] {
    const { random } = this;
    const { place, commodity } = producer.profile;
    const unit = random.pick(producer.profile.units);
    const error = random.chance(disagrees) ? random.pick([0.72, 0.8, 1.2, 1.3]) : random.between(0.98, 1.02);
    const data = {
      location: place,
      commodity,
      quantity: stated(producer.onHand * error, unit),
      unit: unit.name,
    };
    return [random.pick(this.voices).say('lumbung.stock.counted.v1', data, now)];
  }
}
