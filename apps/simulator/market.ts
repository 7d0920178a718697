import { priceProfiles } from './demand-figures.js';
import type { Random } from './random.js';
import { Voice, type Now, type Utterance } from './utterance.js';

const stepMax = 0.012;
const rangeMax = 0.12;

/** A market's price of one commodity: a slow walk around its usual level. */
export class Market {
  private readonly voice: Voice;
  private level = 1;

  constructor(
    private readonly profile: (typeof priceProfiles)[number],
    run: string,
    private readonly random: Random,
  ) {
    this.voice = new Voice(profile.party, run, `${profile.party}.harga.${profile.commodity}`);
  }

  observe(now: Now): Utterance[] {
    const { market, commodity, price, unit } = this.profile;
    const walked = this.level * (1 + this.random.between(-stepMax, stepMax));
    this.level = Math.min(1 + rangeMax, Math.max(1 - rangeMax, walked));
    const rounded = Math.round((price * this.level) / 50) * 50;
    const data = { market, commodity, price: rounded, currency: 'IDR' as const, unit };
    return [this.voice.say('lumbung.price.observed.v1', data, now)];
  }
}
