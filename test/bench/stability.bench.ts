import { seedRegistry } from '#database';
import {
  applyFacts,
  emptyLedger,
  replan,
  type Allocation,
  type Fact,
  type Hub,
  type Ledger,
  type Plan,
  type Registry,
} from '#domain';
import { generator, type Random } from './generator.js';

type Firmness = Pick<Hub, 'frozenHours' | 'tolerancePpm'>;

/** What a week of announcements was like. Quantities in base units. */
interface Week {
  facts: number;
  /** Σ |change of a count or a need|. */
  input: number;
  /** Σ |change of what is announced| that facts caused. */
  output: number;
  /** Lanes announced anew. */
  announcements: number;
  /** The part of `output` for pickups less than six hours away. */
  late: number;
  delivered: number;
  asked: number;
}

const hour = 3_600_000;
const kilogram = 1_000;
const tonne = 1_000 * kilogram;
const eggs = 'egg.chicken';
const start = Date.parse('2026-11-22T17:00:00Z'); // midnight in Blitar
const lateHours = 6;
const cities = ['35.78', '32.76', '31'];

/**
 * A week of eggs with and without stability: stock is counted every hour with noise, cities revise what they
 * need, and what is announced when a day's loading list closes is carried. The same words are said each time.
 */
export function runStability(): void {
  const [hub] = seedRegistry().hubs;
  const variants: [string, Firmness][] = [
    ['without publish', { frozenHours: 0, tolerancePpm: 0 }],
    [`as seeded: ${hub!.frozenHours} h, ${hub!.tolerancePpm} ppm`, hub!],
    ['12 h, 100 ppm', { frozenHours: 12, tolerancePpm: 100 }],
    ['12 h, 1 %', { frozenHours: 12, tolerancePpm: 10_000 }],
  ];
  console.table(
    variants.map(([name, firmness]) => {
      const week = play(firmness);
      return {
        'how firm': name,
        facts: week.facts,
        'changed per changed input': Number((week.output / week.input).toFixed(2)),
        'lanes announced anew, per fact': Number((week.announcements / week.facts).toFixed(2)),
        'changed in the last 6 h, t': Math.round(week.late / tonne),
        'delivered of asked': `${((week.delivered / week.asked) * 100).toFixed(1)} %`,
      };
    }),
  );
}

function play(firmness: Firmness): Week {
  const registry = registryWith(firmness);
  const stage = new Stage(registry, generator(7));
  for (let minute = 0; minute < 7 * 24 * 60; minute += 20) stage.tick(start + minute * 60_000, minute);
  return stage.week;
}

function registryWith(firmness: Firmness): Registry {
  const registry = { version: 1, ...seedRegistry() };
  const { frozenHours, tolerancePpm } = firmness;
  return {
    ...registry,
    hubs: registry.hubs.map((hub) => ({ ...hub, frozenHours, tolerancePpm, estimateDays: 0 })),
  };
}

class Stage {
  readonly week: Week = { facts: 0, input: 0, output: 0, announcements: 0, late: 0, delivered: 0, asked: 0 };
  private readonly ledger: Ledger = emptyLedger('btc', eggs);
  private readonly farms: { code: string; party: string; stock: number; counted: number }[];
  private readonly needs = new Map<string, number>();
  private plan: Plan | null = null;
  private made = 0;

  constructor(
    private readonly registry: Registry,
    private readonly random: Random,
  ) {
    this.farms = registry.places
      .filter(({ capacity }) => (capacity[eggs] ?? 0) > 0)
      .slice(0, 8)
      .map(({ code, party }) => ({ code, party, stock: 4 * tonne, counted: 0 }));
  }

  tick(now: number, minute: number): void {
    const [hub] = this.registry.hubs;
    const localHour = Math.floor(minute / 60) % 24;
    // First of all, because from this instant on today can no longer be planned.
    if (minute % 60 === 0 && localHour === hub!.pickupHour - hub!.cutoffHours) this.load(now);
    if (minute % (24 * 60) === 0) this.askForTheDay(now, minute / (24 * 60));
    else if (minute % 180 === 40) this.revise(now);
    this.count(now, minute);
  }

  /** One farm a tick: it has laid some eggs since, and nobody counts to the kilogram. */
  private count(now: number, minute: number): void {
    const farm = this.farms[(minute / 20) % this.farms.length]!;
    farm.stock += Math.floor((this.farms.length / 72) * 4 * tonne * (0.8 + this.random(400) / 1_000));
    const said = Math.floor((farm.stock * (995 + this.random(11))) / 1_000);
    this.week.input += Math.abs(said - farm.counted);
    farm.counted = said;
    this.hear(now, farm.party, {
      type: 'stock.counted',
      location: farm.code,
      lot: 'default',
      quantity: said,
      grade: null,
      producedOn: null,
      bestBefore: null,
    });
  }

  private askForTheDay(now: number, day: number): void {
    for (const city of cities) {
      const quantity = (10 + this.random(8)) * tonne;
      this.week.asked += quantity;
      this.ask(now, `${city}/${day}`, quantity);
    }
  }

  private revise(now: number): void {
    const day = Math.floor((now - start) / (24 * hour));
    const id = `${cities[this.random(cities.length)]}/${day}`;
    const before = this.needs.get(id)!;
    const after = Math.floor((before * (950 + this.random(101))) / 1_000);
    this.week.asked += after - before;
    this.ask(now, id, after);
  }

  private ask(now: number, id: string, quantity: number): void {
    const [city, day] = id.split('/') as [string, string];
    this.week.input += Math.abs(quantity - (this.needs.get(id) ?? 0));
    this.needs.set(id, quantity);
    const date = (days: number) => new Date(start + 7 * hour + days * 24 * hour).toISOString().slice(0, 10);
    this.hear(now, 'btc', {
      type: 'demand.declared',
      demandId: id,
      destination: city,
      quantity,
      windowFrom: date(Number(day)),
      windowTo: date(Number(day) + 2),
      priority: 5,
      minShelfLifeDays: 5,
      grade: null,
      basis: 'order',
    });
  }

  /** The loading list of the day closes: what is announced for today leaves, and counts as arrived. */
  private load(now: number): void {
    const today = new Date(now + 7 * hour).toISOString().slice(0, 10);
    const leaving = (this.plan?.allocations ?? []).filter(({ pickupDate }) => pickupDate === today);
    for (const lane of new Set(leaving.map((row) => row.lane))) {
      const lines = leaving.filter((row) => row.lane === lane);
      for (const { location, quantity } of lines) {
        const farm = this.farms.find(({ code }) => code === location)!;
        farm.stock -= quantity;
        farm.counted -= quantity;
        this.week.delivered += quantity;
      }
      const shipment = { shipmentId: `${lane}.${today}`, lane, lines };
      this.say(now, 'btc', { type: 'shipment.departed', commitment: 1, ...shipment });
    }
    this.follow(now, false);
  }

  private hear(now: number, source: string, body: { type: Fact['type']; [field: string]: unknown }): void {
    this.say(now, source, body);
    this.week.facts++;
    this.follow(now, true);
  }

  private say(now: number, source: string, body: { type: Fact['type']; [field: string]: unknown }): void {
    const id = `f${String(++this.made).padStart(6, '0')}`;
    const base = { id, eventId: id, source, time: now, acceptedAt: now, hub: 'btc', commodity: eggs };
    applyFacts(this.ledger, [{ ...base, ...body } as unknown as Fact]);
  }

  /** `counts`: whether the change is a fact's doing, and not that of a truck that left. */
  private follow(now: number, counts: boolean): void {
    const { plan, changes } = replan(this.plan, { ledger: this.ledger, registry: this.registry, now });
    if (counts && this.plan !== null) {
      this.week.output += moved(this.plan.allocations, plan.allocations);
      const isLate = ({ pickupDate }: Allocation): boolean => this.hoursTo(pickupDate, now) < lateHours;
      this.week.late += moved(this.plan.allocations.filter(isLate), plan.allocations.filter(isLate));
      this.week.announcements += changes.lanes.length;
    }
    this.plan = plan;
  }

  private hoursTo(pickupDate: string, now: number): number {
    const [hub] = this.registry.hubs;
    return (Date.parse(`${pickupDate}T00:00:00Z`) + (hub!.pickupHour - 7) * hour - now) / hour;
  }
}

/** Σ |difference| over lot, demand and pickup. */
function moved(before: readonly Allocation[], after: readonly Allocation[]): number {
  const rows = new Map<string, number>();
  const add = (allocations: readonly Allocation[], sign: number): void => {
    for (const { lotId, demandId, lane, pickupDate, quantity } of allocations) {
      const key = [lotId, demandId, lane, pickupDate].join(' ');
      rows.set(key, (rows.get(key) ?? 0) + sign * quantity);
    }
  };
  add(before, -1);
  add(after, 1);
  return [...rows.values()].reduce((sum, quantity) => sum + Math.abs(quantity), 0);
}
