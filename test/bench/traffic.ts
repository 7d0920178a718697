import { factId } from '#access';
import { eventOfFact, sourceOfParty, type FactFields } from '#contracts';
import { seedRegistry } from '#database';
import type { Commodity } from '#domain';
import { generator } from './stats.js';

/** One thing that is said again and again: the count of a lot, or the revision of a demand. */
export type Stream =
  | { kind: 'count'; party: string; commodity: Commodity; location: string; lot: string; typical: number }
  | {
      kind: 'demand';
      party: string;
      commodity: Commodity;
      destination: string;
      demandId: string;
      typical: number;
    };

const lotsPerSite = 4;
const demandsPerBuyer = 2;
const dayMs = 86_400_000;
const unitCodes = { g: 'GRM', ml: 'MLT', piece: 'H87' } as const;

/**
 * The seeded registry's places and buyers as streams: every commodity is asked for about twice over, so that each
 * count moves what the cities get.
 */
export function streamsOf(commodityCode?: string): { counts: Stream[]; demands: Stream[] } {
  const { places, commodities, parties } = seedRegistry();
  const buyers = parties.filter(
    ({ kind, code, status }) => status === 'active' && (kind === 'buyer' || code === 'depok-pangan'),
  );
  const counts: Stream[] = [];
  const demands: Stream[] = [];
  for (const commodity of commodities) {
    if (commodityCode !== undefined && commodity.code !== commodityCode) continue;
    const sites = places.filter(({ capacity }) => capacity[commodity.code] !== undefined);
    const capacity = sites.reduce((sum, site) => sum + (site.capacity[commodity.code] ?? 0), 0);
    for (const { code: location, party, capacity: room } of sites)
      for (let lot = 1; lot <= lotsPerSite; lot++) {
        const typical = Math.floor((room[commodity.code] ?? 0) / 10);
        counts.push({ kind: 'count', party, commodity, location, lot: `lot-${lot}`, typical });
      }
    for (const { code: party, regions } of buyers)
      for (let k = 1; k <= demandsPerBuyer; k++) {
        const demandId = `${party}.${commodity.code}.${k}`;
        const typical = Math.floor(capacity / (demandsPerBuyer * buyers.length));
        demands.push({ kind: 'demand', party, commodity, destination: regions[0]!, demandId, typical });
      }
  }
  return { counts, demands };
}

/** What is said about a stream now. `share` moves the quantity around its typical size. */
export interface Statement {
  id: string;
  time: number;
  share: number;
}

function quantityOf({ typical }: Stream, { share }: Statement): number {
  // Half to one and a half times the typical size: no count is implausible, each differs from the one before.
  return Math.floor(typical * (0.5 + share));
}

function dateIn(days: number, time: number): string {
  return new Date(time + days * dayMs).toISOString().slice(0, 10);
}

/** As a party sends it. */
export function eventOf(stream: Stream, said: Statement): object {
  const { party, commodity } = stream;
  const quantity = {
    commodity: commodity.code,
    quantity: quantityOf(stream, said),
    unit: unitCodes[commodity.baseUnit],
  };
  const data =
    stream.kind === 'count'
      ? { location: stream.location, lot: stream.lot, ...quantity }
      : {
          demandId: stream.demandId,
          destination: stream.destination,
          ...quantity,
          window: { from: dateIn(1, said.time), to: dateIn(7, said.time) },
          basis: 'replenishment',
        };
  return {
    specversion: '1.0',
    id: said.id,
    source: sourceOfParty(party),
    type: stream.kind === 'count' ? 'lumbung.stock.counted.v1' : 'lumbung.demand.declared.v1',
    time: new Date(said.time).toISOString(),
    datacontenttype: 'application/json',
    data,
  };
}

/** As intake writes it on `facts`, with the key it writes it under. */
export function factRecordOf(stream: Stream, said: Statement): { key: string; value: string } {
  const { party, commodity } = stream;
  const quantity = quantityOf(stream, said);
  const common = {
    id: factId(party, said.id),
    source: party,
    eventId: said.id,
    time: said.time,
    acceptedAt: said.time + 50,
    hub: 'btc',
    commodity: commodity.code,
    quantity,
    grade: null,
  };
  const { shelfLifeDays } = commodity;
  const fact =
    stream.kind === 'count'
      ? {
          ...common,
          type: 'stock.counted',
          location: stream.location,
          lot: stream.lot,
          producedOn: null,
          bestBefore: shelfLifeDays === null ? null : dateIn(shelfLifeDays, said.time),
        }
      : {
          ...common,
          type: 'demand.declared',
          demandId: stream.demandId,
          destination: stream.destination,
          windowFrom: dateIn(1, said.time),
          windowTo: dateIn(7, said.time),
          priority: 5,
          minShelfLifeDays: 0,
          basis: 'replenishment',
        };
  const stated = { quantity, unit: unitCodes[commodity.baseUnit] };
  const event = eventOfFact(fact as FactFields, { source: sourceOfParty(party), stated });
  return { key: `btc/${commodity.code}`, value: JSON.stringify(event) };
}

const demandShare = 0.4;
const repeatShare = 0.05;

/** So many records for `facts`: 60 % counts, 40 % demands; one in twenty repeats an earlier one. */
export function factRecords(count: number, now: number): { key: string; value: string }[] {
  const { counts, demands } = streamsOf();
  const next = generator(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const records: { key: string; value: string }[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0 && next() < repeatShare) records.push(pick(records));
    else {
      const stream = pick(next() < demandShare ? demands : counts);
      records.push(factRecordOf(stream, { id: `bench-${i}`, time: now - (count - i), share: next() }));
    }
  }
  return records;
}
