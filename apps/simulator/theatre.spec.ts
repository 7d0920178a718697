import { parseEvent } from '#contracts';
import { demandProfiles } from './demand-figures.js';
import { stockProfiles } from './stock-figures.js';
import { Theatre } from './theatre.js';
import { hourMs, type Now, type Utterance } from './utterance.js';

const startMs = Date.parse('2026-11-23T05:00:00+07:00');
const speed = 144;

function at(day: number): Now {
  return { wallMs: startMs + (day * 24 * hourMs) / speed, day, hourMs: hourMs / speed };
}

/** Plays whole days without any shipment. */
function play(seed: number, days: number): Utterance[] {
  const theatre = new Theatre(seed, 'run');
  const said = theatre.open(at(0));
  for (let day = 0; day < days; day++) {
    for (const moment of theatre.day(day))
      said.push(...theatre.perform(moment, at(day + moment.minute / 1440)));
  }
  return said;
}

const bytes = (said: Utterance[]) => JSON.stringify(said);
const ofType = (said: Utterance[], type: string) => said.filter(({ event }) => event.type === type);

describe('a day of the play', () => {
  const said = play(7, 3);

  it('is the same for the same seed and another one for another', () => {
    expect(bytes(play(7, 3))).toBe(bytes(said));
    expect(bytes(play(8, 3))).not.toBe(bytes(said));
  });

  it('says only what the contract allows', () => {
    for (const { event } of said) expect(parseEvent(event)).toMatchObject({ ok: true });
  });

  it('gives every saying an id of its own, but for those that are repeated', () => {
    const repeats = said.length - new Set(said.map(({ event }) => event.id)).size;
    expect(repeats).toBeGreaterThan(0);
    expect(repeats).toBeLessThan(said.length * 0.03);
  });

  it('happens something every one to four seconds at the usual speed', () => {
    const perDay = new Theatre(7, 'run').day(0).length;
    expect(600 / perDay).toBeGreaterThan(1);
    expect(600 / perDay).toBeLessThan(4);
  });

  it('never says that something will have happened', () => {
    const theatre = new Theatre(7, 'run');
    for (const moment of theatre.day(0)) {
      const now = at(moment.minute / 1440);
      for (const { event, sendAfterMs } of theatre.perform(moment, now)) {
        expect(Date.parse(event.time)).toBeLessThanOrEqual(now.wallMs + sendAfterMs);
      }
    }
  });

  it('has late, missing, repeated, wrong and corrected reports', () => {
    const counts = ofType(said, 'lumbung.stock.counted.v1');
    expect(counts.some(({ sendAfterMs }) => sendAfterMs > 10_000)).toBe(true);
    expect(counts.some(({ event }) => (event.data as { unit: string }).unit === 'krat')).toBe(true);
    expect(ofType(said, 'lumbung.fact.corrected.v1').length).toBeGreaterThan(0);
    const reports = 3 * stockProfiles.reduce((sum, { reportsPerDay }) => sum + reportsPerDay, 0);
    expect(counts.length).toBeLessThan(reports + 3 * 12);
  });

  it('has offices that count the same places as their owners', () => {
    const offices = said.filter(
      ({ party }) => party.endsWith('-blitar') && party !== 'koperasi-angkutan-blitar',
    );
    expect(
      new Set(offices.map(({ event }) => (event.data as { location: string }).location)).size,
    ).toBeGreaterThan(1);
  });

  it('keeps a bounded number of demand ids and bounded needs', () => {
    const declared = ofType(play(7, 10), 'lumbung.demand.declared.v1');
    const ids = new Set(declared.map(({ event }) => (event.data as { demandId: string }).demandId));
    expect(ids.size).toBeLessThanOrEqual(demandProfiles.length + 3 * 4);
    const eggs = declared.filter(({ event }) =>
      (event.data as { demandId: string }).demandId.startsWith('pasar-jaya.telur'),
    );
    const most = Math.max(...eggs.map(({ event }) => Number((event.data as { quantity: number }).quantity)));
    expect(most).toBeGreaterThan(160_000);
    expect(most).toBeLessThanOrEqual(2.5 * 160_000);
  });

  it('opens with the eggs of a day', () => {
    const theatre = new Theatre(7, 'run');
    const eggs = theatre.producers.filter(({ profile }) => profile.commodity === 'egg.chicken');
    const tonnes = eggs.reduce((sum, { onHand }) => sum + onHand, 0) / 1e6;
    expect(tonnes).toBeGreaterThan(330);
    expect(tonnes).toBeLessThan(520);
  });
});

describe('a city', () => {
  it('moves its open need to a new demand at midnight and closes the old one at what it got', () => {
    const city = new Theatre(7, 'run').cities.find(({ profile }) => profile.word === 'telur')!;
    const quantities = (said: Utterance[]) =>
      said
        .map(({ event }) => event.data as { demandId: string; quantity: number })
        .map((d) => [d.demandId, d.quantity]);
    const evening = { ...at(0), wallMs: Date.parse('2026-11-23T23:59:00+07:00') };
    const [[, declared]] = quantities(city.revise(evening)) as [[string, number]];
    city.receive('e-peken.telur.2026-11-23', 10_000_000);
    const night = { ...at(0), wallMs: Date.parse('2026-11-24T00:01:00+07:00') };
    expect(quantities(city.revise(night))).toEqual([
      ['e-peken.telur.2026-11-23', 10_000],
      ['e-peken.telur.2026-11-24', declared - 10_000],
    ]);
  });
});

describe('a producer', () => {
  it('goes on from what was known of it, and then has nothing to open with', () => {
    const farm = new Theatre(7, 'run').producerAt('kandang-ponggok', 'egg.chicken')!;
    farm.resume(
      new Map([
        ['blok-1', 5],
        ['blok-2', 0],
        ['blok-3', 7],
      ]),
    );
    expect(farm.onHand).toBe(12);
    expect(farm.open(at(0))).toEqual([]);
  });

  it('does not sell what is promised, and has less after a truck left', () => {
    const theatre = new Theatre(7, 'run');
    const farm = theatre.producerAt('kandang-ponggok', 'egg.chicken')!;
    farm.open(at(0));
    const before = farm.onHand;
    farm.promise('blok-3', 5_000_000);
    farm.load('blok-3', 5_000_000);
    expect(farm.onHand).toBe(before - 5_000_000);
    const blocks = ['blok-1', 'blok-2', 'blok-3'];
    farm.resume(new Map(blocks.map((block) => [block, 200_000_000])));
    for (const block of blocks) farm.promise(block, 1e9);
    for (let step = 1, last = farm.onHand; step <= 20; step++, last = farm.onHand) {
      farm.report(at(step / 40));
      expect(farm.onHand).toBeGreaterThanOrEqual(last);
    }
  });
});
