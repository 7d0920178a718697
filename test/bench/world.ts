import { factId } from '#access';
import { seedRegistry } from '#database';
import type { Commodity, Place, Registry } from '#domain';
import { generator } from './stats.js';
import { factRecordOf, type Stream } from './traffic.js';

/** Places count every commodity; demands are spread evenly over commodities and the cities that lanes lead to. */
export interface WorldSize {
  commodities: number;
  places: number;
  demands: number;
}

export const standardWorld: WorldSize = { commodities: 40, places: 50, demands: 2_000 };

export interface World {
  registry: Omit<Registry, 'version'>;
  counts: Stream[];
  demands: Stream[];
}

const typicalCount = 1_000_000;
const hub = 'btc';

/** The seeded registry with as many more commodities and places as wanted, and what is said about them. */
export function worldOf(size: WorldSize): World {
  const seed = seedRegistry();
  const commodities = Array.from({ length: size.commodities }, (_, k) => commodityOf(seed.commodities, k));
  const capacity = Object.fromEntries(commodities.map(({ code }) => [code, 10 * typicalCount]));
  const producers = seed.parties.filter(({ kind }) => kind === 'producer');
  const places = Array.from({ length: size.places }, (_, k): Place => {
    const { code: party, regions } = producers[k % producers.length]!;
    const code = `bench-place-${k + 1}`;
    const [latitude, longitude] = [-8.1, 112.2];
    return {
      code,
      nameId: code,
      nameEn: code,
      region: regions[0]!,
      hub,
      party,
      latitude,
      longitude,
      capacity,
    };
  });
  const counts = commodities.flatMap((commodity) =>
    places.map(({ code: location, party }): Stream => {
      return { kind: 'count', party, commodity, location, lot: 'default', typical: typicalCount };
    }),
  );
  const cities = seed.lanes.map(({ destination }) => {
    const party = seed.parties.find(
      ({ regions, kind }) => kind !== 'producer' && regions.includes(destination),
    );
    return { destination, party: party?.code ?? hub };
  });
  // Together they ask for twice what there is, so that every count moves what the cities get.
  const typical = Math.floor((2 * typicalCount * counts.length) / size.demands);
  const demands = Array.from({ length: size.demands }, (_, k): Stream => {
    const commodity = commodities[k % commodities.length]!;
    const { destination, party } = cities[Math.floor(k / commodities.length) % cities.length]!;
    return { kind: 'demand', party, commodity, destination, demandId: `bench-demand-${k + 1}`, typical };
  });
  const registry = {
    ...seed,
    commodities: [...seed.commodities, ...commodities],
    places: [...seed.places, ...places],
  };
  return { registry, counts, demands };
}

function commodityOf(seeded: readonly Commodity[], k: number): Commodity {
  const like = seeded[k % seeded.length]!;
  const code = `bench.commodity-${String(k + 1).padStart(2, '0')}`;
  return {
    ...like,
    code,
    nameId: code,
    nameEn: code,
    shelfLifeDays: like.shelfLifeDays === null ? null : 30,
  };
}

export interface MadeFact {
  key: string;
  value: string;
  isRepeat: boolean;
}

const demandShare = 0.4;
const repeatShare = 0.05;
const repeatableMax = 4_096;

/** Says one thing after the other about a world: 60 % counts, 40 % demands, one in twenty an earlier one again. */
export class FactMaker {
  private readonly next: () => number;
  private readonly recent: MadeFact[] = [];
  private made = 0;

  /** @param run keeps the facts of this maker apart from those of others */
  constructor(
    private readonly world: World,
    private readonly run: string,
    private readonly withRepeats = true,
  ) {
    this.next = generator(7);
  }

  /** @param time epoch milliseconds at which it was said */
  make(time: number): MadeFact {
    if (this.withRepeats && this.recent.length > 0 && this.next() < repeatShare)
      return { ...this.pick(this.recent), isRepeat: true };
    const { counts, demands } = this.world;
    return this.say(this.pick(this.next() < demandShare ? demands : counts), time);
  }

  /** Everything there is to say, once each: the state that later facts change. */
  *all(time: number): Generator<MadeFact> {
    for (const stream of [...this.world.counts, ...this.world.demands]) yield this.say(stream, time);
  }

  private say(stream: Stream, time: number): MadeFact {
    const id = `${this.run}-${this.made++}`;
    const fact = { ...factRecordOf(stream, { id, time, share: this.next() }), isRepeat: false };
    this.recent[this.made % repeatableMax] = fact;
    if (this.recent[0] === undefined) this.recent[0] = fact;
    return fact;
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }
}

/** The identity of a fact as the reconciler's fence has it, for floors. */
export function identityOf(run: string, number: number): string {
  return factId('bench', `${run}-${number}`);
}
