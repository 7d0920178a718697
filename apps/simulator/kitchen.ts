import { kitchen } from './demand-figures.js';
import type { Random } from './random.js';
import { dateAfter, Voice, type Now, type Utterance } from './utterance.js';

const idsPerDay = 4;

/** School-meal kitchens announce a cooking: urgent, large, and over a few hours later. */
export class Kitchens {
  private readonly voice: Voice;
  private announced = 0;

  constructor(
    run: string,
    private readonly random: Random,
  ) {
    this.voice = new Voice(kitchen.party, run, 'mbg');
  }

  announce(now: Now): Utterance[] {
    const { random, voice } = this;
    const kitchens = random.integer(kitchen.kitchensMin, kitchen.kitchensMax);
    const number = (this.announced++ % idsPerDay) + 1;
    const laterMs = random.between(5, 8) * now.hourMs;
    return kitchen.needs.flatMap(({ commodity, word, quantity, unit, minShelfLifeDays }) => {
      const demandId = `mbg-surabaya.${word}.${dateAfter(now.wallMs)}.${number}`;
      const data = {
        demandId,
        destination: kitchen.destination,
        commodity,
        quantity: quantity * kitchens,
        unit,
        window: { from: dateAfter(now.wallMs), to: dateAfter(now.wallMs, 2) },
        priority: 2,
        minShelfLifeDays,
        basis: 'order' as const,
      };
      const over = { demandId, commodity, reason: 'Dapur MBG selesai memasak' };
      return [
        voice.say('lumbung.demand.declared.v1', data, now),
        voice.say('lumbung.demand.withdrawn.v1', over, now, { laterMs }),
      ];
    });
  }
}
