import fc from 'fast-check';
import type { Fact } from '../facts/fact.js';
import {
  LedgerError,
  QUANTITY_MAX,
  applyFacts,
  compact,
  emptyLedger,
  entries,
  factStatus,
  lotIdOf,
  serialise,
  splitLotId,
} from './index.js';
import { factSet } from './fact.arbitrary.js';

const T0 = Date.parse('2026-11-20T00:00:00Z');
const HOUR = 3_600_000;

function fact(type: Fact['type'], id: string, hours: number, body: object): Fact {
  const base = { id, eventId: id, source: 'koperasi', time: T0 + hours * HOUR, acceptedAt: T0, hub: 'btc' };
  return { ...base, commodity: 'egg.chicken', type, ...body } as Fact;
}

const goods = { location: 'gudang', lot: 'default', grade: null, producedOn: null, bestBefore: null };
const count = (id: string, hours: number, quantity: number, more: object = {}): Fact =>
  fact('stock.counted', id, hours, { ...goods, quantity, ...more });
const move = (id: string, hours: number, delta: number, more: object = {}): Fact =>
  fact('stock.moved', id, hours, { ...goods, delta, reason: delta < 0 ? 'withdrawn' : 'produced', ...more });
const demand = (id: string, hours: number, more: object = {}): Fact =>
  fact('demand.declared', id, hours, {
    demandId: 'd',
    destination: '32.76',
    quantity: 100,
    windowFrom: '2026-11-24',
    windowTo: '2026-11-28',
    priority: 5,
    minShelfLifeDays: 0,
    grade: null,
    basis: 'order',
    ...more,
  });
const confirm = (id: string, confirms: string, decision: string, hours = 50): Fact =>
  fact('fact.confirmed', id, hours, { confirms, decision, reason: 'dicek' });
const correct = (id: string, corrects: string): Fact =>
  fact('fact.corrected', id, 60, { corrects, reason: 'salah' });
const ship = (
  type: 'committed' | 'released' | 'departed' | 'arrived' | 'regained',
  id: string,
  commitment: number,
  more = {},
): Fact =>
  fact(`shipment.${type}`, id, commitment, {
    shipmentId: 's1',
    lane: '35.72-31-road',
    commitment,
    pickupDate: '2026-11-24',
    arrivalBy: '2026-11-25',
    lines: [{ lotId: 'gudang/default', demandId: 'd', quantity: 10 }],
    ...more,
  });

const ledgerOf = (...facts: Fact[]) => applyFacts(emptyLedger('btc', 'egg.chicken'), facts).ledger;
const onHand = (...facts: Fact[]) =>
  ledgerOf(...facts)
    .place('gudang')
    .accounts()[0]?.positions[0]?.quantity;
const statuses = (...facts: Fact[]) =>
  Object.fromEntries(entries(ledgerOf(...facts)).map((row) => [row.fact.id, row.status]));

describe('applying facts', () => {
  it('tells the new ones from the repeated ones, in the order given', () => {
    const ledger = emptyLedger('btc', 'egg.chicken');
    const first = applyFacts(ledger, [count('b', 2, 5), count('a', 1, 4), count('b', 2, 5)]);
    expect(first).toEqual({ ledger, applied: ['b', 'a'], repeated: ['b'] });
    expect(applyFacts(ledger, [count('a', 1, 4)])).toEqual({ ledger, applied: [], repeated: ['a'] });
  });

  it('applies nothing of a batch in which one fact is impossible', () => {
    const ledger = emptyLedger('btc', 'egg.chicken');
    expect(() => applyFacts(ledger, [count('a', 1, 4), count('bad', 2, -1)])).toThrow(LedgerError);
    expect(entries(ledger)).toEqual([]);
  });

  const name = (field: string) => ({ [field]: '' });
  it.each<[string, string, Fact]>([
    ['WRONG_LEDGER', 'hub', count('x', 1, 1, { hub: 'other' })],
    ['WRONG_LEDGER', 'commodity', count('x', 1, 1, { commodity: 'rice.milled' })],
    ['BAD_TIME', 'time', count('x', 1, 1, { time: Number.NaN })],
    ['NEGATIVE', 'quantity', count('x', 1, -1)],
    ['NOT_INTEGER', 'quantity', count('x', 1, 1.5)],
    ['TOO_LARGE', 'quantity', count('x', 1, QUANTITY_MAX + 1)],
    ['NO_NAME', 'location', count('x', 1, 1, name('location'))],
    ['NO_NAME', 'lot', count('x', 1, 1, name('lot'))],
    ['BAD_DATE', 'producedOn', count('x', 1, 1, { producedOn: '24 Nov' })],
    ['BAD_DATE', 'bestBefore', count('x', 1, 1, { bestBefore: '2026-13-01' })],
    ['WRONG_SIGN', 'delta', move('x', 1, 5, { reason: 'wasted' })],
    ['WRONG_SIGN', 'delta', move('x', 1, -5, { reason: 'received' })],
    [
      'BAD_DATE',
      'availableFrom',
      fact('harvest.forecast', 'x', 1, { ...goods, forecastId: 'h', quantity: 1 }),
    ],
    ['NO_WINDOW', 'window', demand('x', 1, { windowTo: undefined })],
    ['NO_WINDOW', 'window', demand('x', 1, { windowFrom: '2026-11-29' })],
    ['NO_NAME', 'demandId', demand('x', 1, name('demandId'))],
    ['NO_NAME', 'destination', demand('x', 1, name('destination'))],
    ['BAD_PRIORITY', 'priority', demand('x', 1, { priority: 0 })],
    ['NEGATIVE', 'minShelfLifeDays', demand('x', 1, { minShelfLifeDays: -1 })],
    ['NO_NAME', 'demandId', fact('demand.withdrawn', 'x', 1, { demandId: '' })],
    ['NO_NAME', 'market', fact('price.observed', 'x', 1, { market: '', price: 1 })],
    ['NEGATIVE', 'price', fact('price.observed', 'x', 1, { market: 'pasar', price: -1 })],
    ['BAD_DATE', 'pickupDate', ship('committed', 'x', 1, { arrivalBy: 'soon' })],
    ['NO_NAME', 'shipmentId', ship('released', 'x', 1, name('shipmentId'))],
    ['NO_NAME', 'lane', ship('departed', 'x', 1, name('lane'))],
    ['NOT_INTEGER', 'commitment', ship('arrived', 'x', 1.5)],
    [
      'NEGATIVE',
      'lines.quantity',
      ship('departed', 'x', 1, { lines: [{ lotId: 'a/b', demandId: 'd', quantity: -1 }] }),
    ],
    ['NO_NAME', 'corrects', correct('x', '')],
    ['NO_NAME', 'confirms', confirm('x', '', 'confirmed')],
  ])('refuses %s: %s, naming the fact', (code, field, bad) => {
    expect(() => ledgerOf(bad)).toThrow(expect.objectContaining({ code, field, factId: 'x' }) as Error);
  });
});

describe('what becomes of a fact', () => {
  it('a newer count and a newer revision supersede; what a count already holds is superseded too', () => {
    expect(
      statuses(
        count('c1', 1, 100),
        move('m1', 2, 5),
        count('c2', 3, 90),
        move('m2', 4, 5),
        demand('d1', 1),
        demand('d2', 2),
      ),
    ).toEqual({
      c1: 'superseded',
      m1: 'superseded',
      c2: 'applied',
      m2: 'applied',
      d1: 'superseded',
      d2: 'applied',
    });
  });

  it('of two revisions at the same time the greater event id is in force', () => {
    expect(statuses(demand('d2', 1), demand('d1', 1))).toEqual({ d1: 'superseded', d2: 'applied' });
  });

  it('corrections and decisions stand, prices and shipments follow each other', () => {
    const price = (id: string, hours: number) =>
      fact('price.observed', id, hours, { market: 'pasar', price: 1 });
    expect(
      statuses(
        count('c1', 1, 100),
        correct('k', 'c1'),
        correct('k2', 'k'),
        confirm('y1', 'c1', 'refused', 50),
        confirm('y2', 'c1', 'confirmed', 51),
        price('p1', 1),
        price('p2', 2),
        ship('committed', 's1', 1),
        ship('committed', 's2', 2),
        ship('departed', 's3', 3),
      ),
    ).toEqual({
      c1: 'corrected',
      k: 'applied',
      k2: 'applied',
      y1: 'superseded',
      y2: 'applied',
      p1: 'superseded',
      p2: 'applied',
      s1: 'superseded',
      s2: 'applied',
      s3: 'applied',
    });
    expect(factStatus(ledgerOf(), 'nobody')).toBe('unknown');
  });

  it('a shipment stands where its greatest commitment number says, whatever its clocks say', () => {
    const late = { time: T0 + 90 * HOUR };
    const { shipments } = ledgerOf(ship('committed', 's1', 1, late), ship('released', 's2', 2));
    expect(shipments.all().map(({ stage }) => stage)).toEqual(['released']);
  });

  it('goods that came back are on hand again, once, and the shipment has arrived all the same', () => {
    const lines = [{ lotId: 'gudang/default', demandId: 'd', quantity: 4 }];
    const gone = ship('departed', 's1', 1);
    const back = ship('regained', 's3', 3, { lines });
    const onHand = (...facts: Fact[]) =>
      ledgerOf(...facts)
        .place('gudang')
        .accounts()[0]!.positions[0]!.quantity;
    expect(onHand(count('c', 0, 100), gone)).toBe(90);
    expect(onHand(back, count('c', 0, 100), gone, back)).toBe(94);
    // A count after they came back has them in it.
    expect(onHand(count('c', 5, 100), gone, back)).toBe(100);
    const ledger = ledgerOf(count('c', 0, 100), gone, ship('arrived', 's2', 2), back);
    expect(ledger.shipments.all().map(({ stage }) => stage)).toEqual(['arrived']);
    expect(ledger.shipments.commitmentsSeen()).toEqual({ '35.72-31-road': 3 });
    expect(factStatus(ledger, 's3')).toBe('applied');
    expect(onHand(count('c', 0, 100), gone, back, correct('x', 's3'))).toBe(90);
  });

  it('a taken-back shipment leaves no trace but its number', () => {
    const ledger = ledgerOf(ship('departed', 's', 4), correct('k', 's'), count('c', 1, 50));
    expect(ledger.place('gudang').accounts()[0]!.positions[0]!.quantity).toBe(50);
    expect(ledger.shipments.all()).toEqual([]);
    expect(ledger.shipments.commitmentsSeen()).toEqual({ '35.72-31-road': 4 });
  });
});

describe('counts that nobody can believe', () => {
  it('holds a jump above ten times the usual, however often it is repeated', () => {
    expect(
      statuses(count('a', 1, 100), count('b', 2, 1001), count('c', 3, 1001), count('d', 4, 1000)),
    ).toEqual({
      a: 'superseded',
      b: 'superseded',
      c: 'superseded',
      d: 'applied',
    });
    expect(statuses(count('a', 1, 100), count('b', 2, 1001))).toEqual({ a: 'applied', b: 'held' });
  });

  it('an empty store is no history', () => {
    expect(statuses(count('a', 1, 0), count('b', 2, 5000))).toEqual({ a: 'superseded', b: 'applied' });
  });

  it('a confirmed count begins a new history', () => {
    const facts = [count('a', 1, 100), count('b', 2, 5000), count('c', 3, 6000)];
    expect(onHand(...facts)).toBe(100);
    expect(onHand(...facts, confirm('y', 'b', 'confirmed'))).toBe(6000);
    expect(statuses(...facts, confirm('y', 'c', 'refused'))).toMatchObject({ b: 'held', c: 'corrected' });
  });

  it('compares with the middle one of eight, so an old level is forgotten', () => {
    const old = Array.from({ length: 5 }, (_, k) => count(`a${k}`, k, 10));
    const risen = Array.from({ length: 8 }, (_, k) => count(`b${k}`, 10 + k, 100));
    expect(onHand(...old, ...risen, count('z', 30, 1000))).toBe(1000);
    expect(onHand(...old, count('z', 30, 1000))).toBe(10);
  });

  it('a late count makes the later ones be judged again', () => {
    expect(onHand(count('b', 2, 5000), count('c', 3, 5000))).toBe(5000);
    expect(onHand(count('b', 2, 5000), count('c', 3, 5000), count('a', 1, 100))).toBe(100);
  });

  it('holds what a place has no room for: a production and a harvest, until a person decides', () => {
    const harvest = fact('harvest.forecast', 'h', 1, {
      ...goods,
      forecastId: 'h',
      quantity: 600,
      availableFrom: '2026-11-25',
    });
    const registry = { places: [{ code: 'gudang', capacity: { 'egg.chicken': 500 } }] };
    const ledger = ledgerOf(count('a', 1, 100), move('m', 2, 501), harvest);
    ledger.adopt(registry as never);
    expect(['a', 'm', 'h'].map((id) => factStatus(ledger, id))).toEqual(['applied', 'held', 'held']);
    expect(ledger.place('gudang').held()).toEqual([{ fact: ledger.fact('m'), missing: 501 }]);
    applyFacts(ledger, [confirm('y1', 'm', 'confirmed'), confirm('y2', 'h', 'refused')]);
    expect(['m', 'h'].map((id) => factStatus(ledger, id))).toEqual(['applied', 'corrected']);
    applyFacts(ledger, [confirm('y3', 'm', 'refused', 51), confirm('y4', 'h', 'confirmed', 51)]);
    expect(['m', 'h'].map((id) => factStatus(ledger, id))).toEqual(['corrected', 'applied']);
    ledger.adopt({ places: [] } as never);
    expect(ledger.place('gudang').accounts()[0]!.positions[0]!.quantity).toBe(100);
  });
});

describe('what describes a lot', () => {
  const described = (...facts: Fact[]) => {
    const { described: by, grade } = ledgerOf(...facts)
      .place('gudang')
      .accounts()[0]!.positions[0]!;
    return [by.id, grade];
  };

  it('a lot with a name keeps the newest dates and grade that were ever stated', () => {
    const lot = { lot: 'A' };
    const born = move('m', 1, 50, { ...lot, producedOn: '2026-11-19', grade: 'A' });
    expect(described(born, count('c', 5, 40, lot))).toEqual(['m', 'A']);
    expect(described(born, count('c', 5, 40, { ...lot, bestBefore: '2026-12-01', grade: 'B' }))).toEqual([
      'c',
      'B',
    ]);
    expect(described(born, confirm('y', 'm', 'refused'), count('c', 5, 40, lot))).toEqual(['c', null]);
    expect(
      described(count('c0', 1, 5, { ...lot, grade: 'A' }), count('c', 5, 4000, { ...lot, grade: 'B' })),
    ).toEqual(['c0', 'A']);
  });

  it('the heap without a name is described by its count, or by what was brought last', () => {
    expect(described(move('m', 9, 50, { producedOn: '2026-11-19', grade: 'A' }), count('c', 5, 40))).toEqual([
      'c',
      null,
    ]);
    expect(described(move('m1', 1, 50), move('m2', 2, 50), move('m3', 3, -5))).toEqual(['m2', null]);
    expect(described(move('m3', 3, -5))).toEqual(['m3', null]);
  });
});

describe('lot ids', () => {
  it('part at the first slash', () => {
    expect(splitLotId(lotIdOf('gudang', '2026/11'))).toEqual({ location: 'gudang', lot: '2026/11' });
    expect(splitLotId('gudang')).toEqual({ location: 'gudang', lot: 'default' });
  });
});

describe('forgetting', () => {
  const state = (text: string) => ({ ...(JSON.parse(text) as object), facts: undefined, feeds: undefined });

  it('changes nothing that can be read, nor what a rebuilt ledger says', () => {
    fc.assert(
      fc.property(factSet, fc.integer({ min: 0, max: 120 }), (facts, hours) => {
        const ledger = ledgerOf(...facts);
        const before = serialise(ledger);
        const removed = new Set(compact(ledger, T0 + hours * HOUR));
        expect(state(serialise(ledger))).toEqual(state(before));
        const rebuilt = ledgerOf(...facts.filter(({ id }) => !removed.has(id)));
        expect(state(serialise(rebuilt))).toEqual(state(before));
        for (const id of removed) expect(factStatus(ledger, id)).toBe('unknown');
      }),
      { numRuns: 150 },
    );
  });

  it('drops what is behind the newest believed count: all but the history that judges', () => {
    const counts = Array.from({ length: 40 }, (_, k) => count(`c${k}`, k, 100 + k));
    const moves = Array.from({ length: 40 }, (_, k) => move(`m${k}`, k + 0.5, 1));
    const ledger = ledgerOf(...counts, ...moves, demand('d1', 1), demand('d2', 2));
    const removed = compact(ledger, T0 + 30 * HOUR);
    expect(removed).toHaveLength(21 + 29 + 1);
    expect(removed).not.toContain('m29');
    expect(compact(ledger, T0 + 30 * HOUR)).toEqual([]);
    expect(ledger.place('gudang').accounts()[0]!.positions[0]!.quantity).toBe(140);
  });

  it('leaves everything when a shorter history would judge differently', () => {
    const levels = [1000, 1000, 1000, 9, ...Array.from({ length: 8 }, () => 1000)];
    const ledger = ledgerOf(...levels.map((quantity, k) => count(`c${k}`, k, quantity)));
    const removed = compact(ledger, T0 + 99 * HOUR);
    expect(removed).not.toContain('c2');
    expect(factStatus(ledger, 'c11')).toBe('applied');
  });

  it('forgets a decision together with the fact it was about', () => {
    const counts = Array.from({ length: 12 }, (_, k) => count(`c${String(k).padStart(2, '0')}`, k, 100));
    const ledger = ledgerOf(
      ...counts,
      confirm('y', 'c00', 'confirmed', 0),
      confirm('y0', 'c00', 'refused', -1),
    );
    expect(compact(ledger, T0 + 99 * HOUR)).toEqual(['c00', 'c01', 'c02', 'y', 'y0']);
  });
});

describe('a hot lot', () => {
  it('takes a long history in any order in a moment', () => {
    const facts = Array.from({ length: 10_000 }, (_, k) => move(`m${k}`, (k * 7919) % 10_000, 1));
    const ledger = emptyLedger('btc', 'egg.chicken');
    for (let k = 0; k < facts.length; k += 500) {
      applyFacts(ledger, facts.slice(k, k + 500));
      ledger.place('gudang').accounts();
    }
    expect(ledger.place('gudang').accounts()[0]!.positions[0]!.quantity).toBe(10_000);
  });
});
