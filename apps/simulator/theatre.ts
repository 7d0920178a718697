import { City } from './city.js';
import { planDay, type Cast, type Moment } from './day.js';
import { demandProfiles, priceProfiles } from './demand-figures.js';
import { stockProfiles } from './stock-figures.js';
import { Kitchens } from './kitchen.js';
import { Market } from './market.js';
import { Offices } from './office.js';
import { Producer } from './producer.js';
import { Random } from './random.js';
import type { Now, Utterance } from './utterance.js';

const forecasting = new Set(['fruit.starfruit', 'fruit.avocado', 'vegetable.mixed']);

/** Everybody who speaks unasked. Pure: what they say follows from the seed, the moments and what was carried. */
export class Theatre {
  readonly producers: Producer[];
  readonly cities: City[];
  private readonly markets: Market[];
  private readonly offices: Offices;
  private readonly kitchens: Kitchens;
  private readonly random: Random;
  private readonly cast: Cast;

  /** `run` makes event ids differ between two runs of the same seed. */
  constructor(seed: number, run: string) {
    const random = new Random(`lumbung/${seed}`);
    this.random = random;
    this.producers = stockProfiles.map(
      (profile) => new Producer(profile, run, random.fork(`${profile.place}/${profile.commodity}`)),
    );
    this.cities = demandProfiles.map(
      (profile) => new City(profile, run, random.fork(`${profile.party}/${profile.commodity}`)),
    );
    this.markets = priceProfiles.map(
      (profile) => new Market(profile, run, random.fork(`${profile.market}/${profile.commodity}`)),
    );
    this.offices = new Offices(run, random.fork('offices'));
    this.kitchens = new Kitchens(run, random.fork('kitchens'));
    this.cast = {
      reports: stockProfiles.map(({ reportsPerDay }) => reportsPerDay),
      demands: demandProfiles.length,
      prices: priceProfiles.length,
      inspected: indexesOf(({ commodity, party }) => commodity === 'egg.chicken' && party !== 'btc'),
      forecasting: indexesOf(({ commodity }) => forecasting.has(commodity)),
    };
  }

  /** The moments of a simulated day, in order. */
  day(number: number): Moment[] {
    return planDay(this.random.fork(`day/${number}`), this.cast);
  }

  /** How the play begins: every store counted, every need declared. */
  open(now: Now): Utterance[] {
    return [
      ...this.producers.flatMap((each) => each.open(now)),
      ...this.cities.flatMap((each) => each.revise(now)),
    ];
  }

  perform({ kind, index }: Moment, now: Now): Utterance[] {
    switch (kind) {
      case 'report':
        return this.producers[index]!.report(now);
      case 'revise':
        return this.cities[index]!.revise(now);
      case 'price':
        return this.markets[index]!.observe(now);
      case 'inspect':
        return this.offices.inspect(this.producers[index]!, now);
      case 'forecast':
        return this.producers[index]!.forecast(now);
      case 'shock':
        return this.kitchens.announce(now);
      case 'outbreak':
        return this.producers[index]!.fallIll(now);
    }
  }

  producerAt(place: string, commodity: string): Producer | undefined {
    return this.producers.find(({ profile }) => profile.place === place && profile.commodity === commodity);
  }
}

function indexesOf(wanted: (profile: (typeof stockProfiles)[number]) => boolean): number[] {
  return [...stockProfiles.keys()].filter((index) => wanted(stockProfiles[index]!));
}
