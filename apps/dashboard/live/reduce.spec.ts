import * as fc from 'fast-check';
import { boardLimits, emptyBoard, type Board } from './board.js';
import type { LiveEvent } from './event.js';
import { reduceBoard, type Arrival } from './reduce.js';

const event = (kind: string, subject: string, sequence: number, data: Record<string, unknown>): Arrival => ({
  kind: 'event',
  event: {
    kind,
    id: `${kind}-${subject}-${sequence}`,
    source: 'urn:lumbung:hub:btc',
    subject,
    commodity: '',
    sequence: sequence ? String(sequence).padStart(20, '0') : '',
    factAt: 1_000,
    acceptedAt: 1_100,
    publishedAt: 1_200,
    data,
  } satisfies LiveEvent,
});
const balance = (region: string, sequence: number, need: number): Arrival =>
  event('balance.updated', `btc/egg.chicken/${region}`, sequence, {
    hub: 'btc',
    commodity: 'egg.chicken',
    region,
    need,
  });
const shipment = (id: string, sequence: number, status = 'recommended'): Arrival =>
  event('shipment.updated', id, sequence, { shipmentId: id, status, revision: sequence, lines: [] });
const caughtUp: Arrival = { kind: 'caught-up' };
const begins: Arrival = { kind: 'snapshot-begins' };

const after = (...arrivals: Arrival[]): Board => reduceBoard(emptyBoard, arrivals, 1_500);
const live = after(begins, balance('35.78', 1, 10), caughtUp);

describe('reduceBoard', () => {
  it('takes a snapshot for the state, not for news', () => {
    expect(live.balances.get('btc/egg.chicken/35.78')?.thing.need).toBe(10);
    expect(live).toMatchObject({ complete: true, catchingUp: false, ticker: [], newsCount: 0 });
  });

  it('shows later news with its delay from fact and acceptance to the screen', () => {
    const board = reduceBoard(live, [balance('35.78', 2, 20)], 1_500);
    expect(board.balances.get('btc/egg.chicken/35.78')?.thing.need).toBe(20);
    expect(board.ticker[0]?.delay).toEqual({ fromFact: 500, fromAccepted: 400, fromPublished: 300 });
    expect(board.delays).toEqual([400]);
  });

  it('drops repeats and what is older than what it has', () => {
    const board = reduceBoard(
      live,
      [balance('35.78', 3, 30), balance('35.78', 2, 20), balance('35.78', 3, 99)],
      2_000,
    );
    expect(board.balances.get('btc/egg.chicken/35.78')?.thing.need).toBe(30);
    expect(board.newsCount).toBe(1);
  });

  it('tells of several states in one frame only the last, and of every fact', () => {
    const fact = (id: number): Arrival => event('stock.counted', `${id}`, 0, { commodity: 'egg.chicken' });
    const board = reduceBoard(
      live,
      [shipment('s1', 1), fact(1), shipment('s1', 2, 'accepted'), fact(2)],
      2_000,
    );
    expect(board.ticker.map(({ event: { kind, sequence } }) => [kind, Number(sequence)])).toEqual([
      ['stock.counted', 0],
      ['shipment.updated', 2],
      ['stock.counted', 0],
    ]);
  });

  it('tells the balances of one commodity in one line', () => {
    const board = reduceBoard(
      live,
      [balance('31', 1, 5), balance('32.76', 1, 7), balance('31', 2, 6)],
      2_000,
    );
    expect(board.ticker.map(({ count, event: { subject } }) => [count, subject])).toEqual([
      [2, 'btc/egg.chicken/31'],
    ]);
    expect(board.balances.size).toBe(3);
  });

  it('forgets after a new snapshot what it did not mention', () => {
    const two = reduceBoard(live, [balance('32.76', 1, 5), shipment('s1', 4)], 2_000);
    const again = reduceBoard(two, [begins, balance('35.78', 1, 10)], 3_000);
    expect(again.balances.size).toBe(2);
    const done = reduceBoard(again, [caughtUp], 3_100);
    expect([...done.balances.keys()]).toEqual(['btc/egg.chicken/35.78']);
    expect(done.shipments.size).toBe(0);
    expect(done.ticker).toBe(two.ticker);
  });

  it('forgets nothing when a resumed stream only says that it has caught up', () => {
    const two = reduceBoard(live, [balance('32.76', 1, 5)], 2_000);
    expect(reduceBoard(two, [caughtUp], 3_000).balances.size).toBe(2);
  });

  it('takes an alert away when it is cleared', () => {
    const raised = event('alert.raised', 'a', 1, { alertId: 'a', text: { id: 'x', en: 'x' } });
    const board = reduceBoard(live, [raised], 2_000);
    expect(board.alerts.size).toBe(1);
    expect(reduceBoard(board, [event('alert.cleared', 'a', 2, { alertId: 'a' })], 2_100).alerts.size).toBe(0);
  });

  it('goes on past data without what identifies it', () => {
    const board = reduceBoard(
      live,
      [event('balance.updated', 'x', 9, {}), event('alert.raised', 'y', 1, {})],
      2_000,
    );
    expect(board.balances).toBe(live.balances);
    expect(board.alerts).toBe(live.alerts);
  });

  it('stays within its limits', () => {
    const flood = Array.from({ length: boardLimits.shipments + 10 }, (_, i) => shipment(`s${i}`, 1));
    const board = reduceBoard(live, flood, 2_000);
    expect(board.shipments.size).toBe(boardLimits.shipments);
    expect(board.shipments.has('s0')).toBe(false);
    expect(board.ticker.length).toBe(boardLimits.ticker);
    expect(board.delays.length).toBe(boardLimits.delays);
  });

  it('ends in the same state however the stream is cut into frames, and changes no board it was given', () => {
    const step = fc.tuple(fc.constantFrom('35.78', '32.76', '31'), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (steps, size) => {
        const all = steps.map(([region, sequence]) => balance(region, sequence, sequence));
        const whole = reduceBoard(live, all, 2_000);
        let cut = live;
        for (let i = 0; i < all.length; i += size) cut = reduceBoard(cut, all.slice(i, i + size), 2_000);
        const needs = (board: Board) =>
          [...board.balances].map(([key, { thing }]) => [key, thing.need]).sort();
        expect(needs(cut)).toEqual(needs(whole));
        expect(live.balances.size).toBe(1);
      }),
    );
  });
});
