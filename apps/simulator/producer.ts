import type { StatedUnit } from './stated-unit.js';
import type { StockProfile } from './stock-figures.js';
import type { Random } from './random.js';
import { dateAfter, hourMs, stated, Voice, type Now, type Utterance } from './utterance.js';

/** What lies in one lot. Base units. */
interface Lot {
  /** null: the place is counted as one. */
  name: string | null;
  ageDays: number;
  quantity: number;
  /** Set aside for accepted shipments: local traders do not get it. */
  promised: number;
}

const missing = 0.05;
const late = 0.08;
const repeated = 0.03;
const wrongUnit = 0.02;
const unknownUnit = 0.02;

/**
 * One producer's stock of one commodity. It is laid and picked all day; traders of the region buy the more the
 * fuller the store is, so it hovers around what usually lies there. What it says of it is not always on time.
 */
export class Producer {
  private readonly lots: Lot[];
  private readonly voice: Voice;
  private day: number | null = null;
  private resumed = false;
  /** Sick animals or a bad night: production is scaled by it and recovers. */
  private health = 1;

  constructor(
    readonly profile: StockProfile,
    run: string,
    private readonly random: Random,
  ) {
    const { lots, usualStock, party, place, commodity } = profile;
    const share = [0.5, 0.3, 0.2];
    const level = random.between(0.7, 1.1) * usualStock;
    this.lots =
      lots.length === 0
        ? [{ name: null, ageDays: 0, quantity: Math.floor(level), promised: 0 }]
        : lots.map((name, age) => ({
            name,
            ageDays: age * 2,
            quantity: Math.floor(level * (share[age] ?? 0)),
            promised: 0,
          }));
    this.voice = new Voice(party, run, `${place}.${commodity}`);
  }

  /** Everything that lies there, base units. */
  get onHand(): number {
    return this.lots.reduce((sum, lot) => sum + lot.quantity, 0);
  }

  /** Goes on from what the system knew before the play was interrupted: base units by lot name. */
  resume(known: ReadonlyMap<string, number>): void {
    this.resumed = known.size > 0;
    for (const lot of this.lots) lot.quantity = known.get(lot.name ?? 'default') ?? lot.quantity;
  }

  /** The first counts of the play; some are days old when they arrive. */
  open(now: Now): Utterance[] {
    this.day = now.day;
    if (this.resumed) return [];
    const unit = this.profile.units[0]!;
    const agoMs = this.profile.openingAgeHours * hourMs;
    return this.lots.map((lot) => this.count(lot, unit, now, { agoMs }));
  }

  /** Reports one lot, or fails to: nothing, late, twice, in the wrong unit, in one that nobody knows. */
  report(now: Now): Utterance[] {
    this.live(now.day);
    const { random } = this;
    const lot = random.pick(this.lots);
    const unit = random.pick(this.profile.units);
    let luck = random.next();
    const falls = (probability: number) => (luck -= probability) < 0;
    if (falls(missing)) return [];
    if (falls(late)) return [delayed(this.count(lot, unit, now), random.between(1, 3) * now.hourMs)];
    if (falls(repeated)) return twice(this.count(lot, unit, now));
    if (falls(wrongUnit)) return this.mistakeUnit(lot, now);
    if (falls(unknownUnit)) {
      const typo = this.count(lot, { ...unit, name: 'krat' }, now);
      return [typo, this.count(lot, unit, now, { laterMs: 0.4 * now.hourMs })];
    }
    if (random.chance(0.12)) return [this.waste(lot, now)];
    return [this.count(lot, unit, now)];
  }

  /** Kilograms written as crates: too much to be believed, and taken back a little later. */
  private mistakeUnit(lot: Lot, now: Now): Utterance[] {
    const { units } = this.profile;
    const pair = units
      .flatMap((small) => units.map((large) => ({ small, large, factor: large.base / small.base })))
      .find(({ factor }) => factor > 10 && factor <= 60);
    if (!pair) return [this.count(lot, units[0]!, now)];
    const wrong = this.count(lot, { ...pair.small, name: pair.large.name }, now);
    const laterMs = this.random.between(1, 2) * now.hourMs;
    const data = { corrects: { id: wrong.event.id }, reason: 'Salah satuan pada laporan sebelumnya' };
    return [wrong, this.voice.say('lumbung.fact.corrected.v1', data, now, { laterMs })];
  }

  /** What the next days will bring. */
  forecast(now: Now): Utterance[] {
    const { place, commodity, dailyProduction, units } = this.profile;
    const unit = units[0]!;
    const availableFrom = dateAfter(now.wallMs, 2);
    const quantity = stated(dailyProduction * this.health * this.random.between(0.4, 0.6), unit);
    const data = {
      forecastId: `${place}-panen`,
      location: place,
      commodity,
      quantity,
      unit: unit.name,
      availableFrom,
    };
    return [this.voice.say('lumbung.harvest.forecast.v1', data, now)];
  }

  /** Disease: most of the production stops and recovers over about two days. */
  fallIll(now: Now): Utterance[] {
    this.live(now.day);
    this.health = this.random.between(0.05, 0.25);
    for (const lot of this.lots) lot.quantity = Math.max(lot.promised, Math.floor(lot.quantity * 0.3));
    const unit = this.profile.units[0]!;
    return this.lots.map((lot, order) => this.count(lot, unit, now, { laterMs: order * 0.05 * now.hourMs }));
  }

  /** An accepted shipment sets goods aside. */
  promise(lotName: string, quantity: number): void {
    const lot = this.lotOf(lotName);
    if (lot) lot.promised += quantity;
  }

  /** A shipment gave its goods back. */
  release(lotName: string, quantity: number): void {
    const lot = this.lotOf(lotName);
    if (lot) lot.promised = Math.max(0, lot.promised - quantity);
  }

  /** A truck took goods away. */
  load(lotName: string, quantity: number): void {
    this.release(lotName, quantity);
    const lot = this.lotOf(lotName);
    if (lot) lot.quantity = Math.max(0, lot.quantity - quantity);
  }

  private lotOf(name: string): Lot | undefined {
    return this.lots.find((lot) => (lot.name ?? 'default') === name);
  }

  /** Lets the time pass since it last looked. */
  private live(day: number): void {
    const elapsed = Math.min(1, Math.max(0, day - (this.day ?? day)));
    const midnight = this.day !== null && Math.floor(day) > Math.floor(this.day);
    this.day = day;
    const { dailyProduction, usualStock } = this.profile;
    this.health = Math.min(1, this.health + elapsed * 0.5);
    const produced = dailyProduction * elapsed * this.health * this.random.between(0.9, 1.1);
    const sold = dailyProduction * elapsed * (this.onHand / usualStock);
    if (midnight) this.turnBlocks();
    this.lots[0]!.quantity += Math.floor(produced);
    this.sell(Math.floor(sold));
  }

  /** Traders take the oldest first, and nothing that is promised. */
  private sell(quantity: number): void {
    let left = quantity;
    for (const lot of [...this.lots].reverse()) {
      const taken = Math.min(left, Math.max(0, lot.quantity - lot.promised));
      lot.quantity -= taken;
      left -= taken;
    }
  }

  /** The oldest block is emptied and starts afresh; one with promised goods waits. */
  private turnBlocks(): void {
    const oldest = this.lots.at(-1)!;
    if (this.lots.length === 1 || oldest.promised > 0) return;
    this.lots.pop();
    for (const lot of this.lots) lot.ageDays += 2;
    this.lots.unshift({ ...oldest, ageDays: 0, quantity: 0 });
  }

  private count(
    lot: Lot,
    unit: StatedUnit,
    now: Now,
    when: { laterMs?: number; agoMs?: number } = {},
  ): Utterance {
    const { place, commodity } = this.profile;
    const happened = now.wallMs - (when.agoMs ?? 0);
    const data = {
      location: place,
      commodity,
      quantity: stated(lot.quantity, unit),
      unit: unit.name,
      ...(lot.name === null ? {} : { lot: lot.name, producedOn: dateAfter(happened, -lot.ageDays) }),
    };
    return this.voice.say('lumbung.stock.counted.v1', data, now, when);
  }

  private waste(lot: Lot, now: Now): Utterance {
    const { place, commodity, units } = this.profile;
    const unit = units.reduce((least, each) => (each.base < least.base ? each : least));
    const free = Math.max(0, lot.quantity - lot.promised);
    const amount = Math.min(
      free,
      Math.floor((lot.quantity * this.random.between(0.001, 0.004)) / unit.base) * unit.base,
    );
    lot.quantity -= amount;
    const data = {
      location: place,
      commodity,
      ...(lot.name === null ? {} : { lot: lot.name }),
      delta: stated(amount, unit),
      unit: unit.name,
      reason: 'wasted' as const,
    };
    return this.voice.say('lumbung.stock.moved.v1', data, now);
  }
}

function delayed(utterance: Utterance, sendAfterMs: number): Utterance {
  return { ...utterance, sendAfterMs };
}

/** A phone with a poor line sends the same thing again. */
function twice(utterance: Utterance): Utterance[] {
  return [utterance, { ...utterance, sendAfterMs: utterance.sendAfterMs + 1_500 }];
}
