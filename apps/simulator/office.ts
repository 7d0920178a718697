import { offices } from './cast-figures.js';
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
    const voice = random.pick(this.voices);
    const counted = voice.say('lumbung.stock.counted.v1', data, now);
    // Once both have looked at it together, the sample is taken back: a store has one set of figures.
    const laterMs = random.between(1.5, 3) * now.hourMs;
    const decided = {
      corrects: { id: counted.event.id },
      reason: 'Hitungan contoh sudah dicocokkan dengan pemilik',
    };
    return [counted, voice.say('lumbung.fact.corrected.v1', decided, now, { laterMs })];
  }
}
