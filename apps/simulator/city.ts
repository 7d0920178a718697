import type { DemandProfile } from './demand-figures.js';
import type { Random } from './random.js';
import { dateAfter, stated, Voice, type Now, type Utterance } from './utterance.js';

const daysAhead = 6;
/** A need that nobody meets for longer is met elsewhere and lapses. */
const outstandingDaysMax = 2.5;

/**
 * One buyer's need of one commodity: a standing demand of the day, revised as the city eats. What has arrived
 * counts against it, so it grows with consumption and the open part stays near a day's need.
 */
export class City {
  private readonly voice: Voice;
  private date: string | null = null;
  private declared = 0;
  private received = 0;
  private day: number | null = null;

  constructor(
    readonly profile: DemandProfile,
    run: string,
    private readonly random: Random,
  ) {
    this.voice = new Voice(profile.party, run, `${profile.party}.${profile.word}`);
  }

  demandId(wallMs: number): string {
    return this.idOn(dateAfter(wallMs));
  }

  /** Goes on from what was declared and delivered before the play was interrupted. Base units. */
  resume(now: Now, declared: number, received: number): void {
    this.date = dateAfter(now.wallMs);
    this.day = now.day;
    this.declared = declared;
    this.received = received;
  }

  revise(now: Now): Utterance[] {
    const { dailyNeed } = this.profile;
    const today = dateAfter(now.wallMs);
    const said: Utterance[] = [];
    if (this.date === null) {
      this.declared = dailyNeed * this.random.between(0.9, 1.2);
    } else if (this.date !== today) {
      // A new day has a demand of its own: the open part moves there, the old one is what it got.
      const open = this.outstanding;
      said.push(this.declare(this.idOn(this.date), this.received, now));
      this.declared = open;
      this.received = 0;
    }
    this.date = today;
    this.declared += this.eaten(now.day);
    this.declared = Math.min(this.declared, this.received + outstandingDaysMax * dailyNeed);
    return [...said, this.declare(this.idOn(today), this.declared, now)];
  }

  /** Goods for one of its demands were signed for. */
  receive(demandId: string, quantity: number): void {
    if (this.date !== null && demandId === this.idOn(this.date)) this.received += quantity;
  }

  /** Declared and not yet there, base units. */
  get outstanding(): number {
    return Math.max(0, this.declared - this.received);
  }

  private idOn(date: string): string {
    return `${this.profile.party}.${this.profile.word}.${date}`;
  }

  private eaten(day: number): number {
    const elapsed = Math.min(1, Math.max(0, day - (this.day ?? day)));
    this.day = day;
    return this.profile.dailyNeed * elapsed * this.random.between(0.8, 1.25);
  }

  private declare(demandId: string, quantity: number, now: Now): Utterance {
    const { destination, commodity, unit, minShelfLifeDays, basis } = this.profile;
    const data = {
      demandId,
      destination,
      commodity,
      quantity: stated(quantity, unit),
      unit: unit.name,
      window: { from: dateAfter(now.wallMs), to: dateAfter(now.wallMs, daysAhead) },
      minShelfLifeDays,
      basis,
    };
    return this.voice.say('lumbung.demand.declared.v1', data, now);
  }
}
