import fc from 'fast-check';
import { awaitingOf, heldOf } from './disposition.js';
import { step } from './lifecycle.js';
import type { DisposedLine, ReportedLine, ShipmentDisposed } from './lifecycle-event.js';
import { after, dispatch, part, receive, respond } from './lifecycle.arbitrary.js';
import type { Shipment, ShipmentLine, Variance } from './shipment.js';

const onTheRoad = () => after(respond('accepted'), dispatch());
const refusal = (shipment: Shipment, event: Parameters<typeof step>[1]) => {
  const result = step(shipment, event);
  return result.kind === 'refused' ? result.code : result.kind;
};
const moved = (shipment: Shipment, event: Parameters<typeof step>[1]) => {
  const result = step(shipment, event);
  if (result.kind !== 'moved') throw new Error(JSON.stringify(result));
  return result;
};

let serial = 0;
const disposal = (lines: DisposedLine[], source = 'btc'): ShipmentDisposed => {
  serial += 1;
  const ids = { id: `d${serial}`, eventId: `d${serial}`, shipmentId: 's', hub: 'btc', lane: 'l' };
  return { ...ids, type: 'shipment.disposed', source, time: 9_000 + serial, acceptedAt: 0, lines };
};
const decide = (to: 'stock' | 'waste', quantity: number, rest: Partial<DisposedLine> = {}): DisposedLine => ({
  commodity: 'egg',
  demandId: 'd1',
  location: null,
  lot: null,
  place: null,
  note: null,
  quantity,
  to,
  ...rest,
});
const variance = (kind: Variance['kind'], quantity: number): Variance => ({
  kind,
  quantity,
  reason: 'other',
});
const told = (quantity: number, ...variances: Variance[]): ReportedLine => ({
  ...part('d1', quantity),
  variances,
});
const eggsOfD1 = ({ lines }: Shipment) =>
  lines.filter(({ commodity, demandId }) => commodity === 'egg' && demandId === 'd1');

/** What came and what did not, as the line says. */
function accounted({ received = 0, variances = [] }: ShipmentLine): number {
  return variances.reduce((sum, { quantity }) => sum + quantity, received);
}

it('spreads good goods first and each variance behind them, and says what did not come', () => {
  const { shipment, effects } = moved(
    onTheRoad(),
    receive([
      told(110, variance('damaged', 20), variance('refused', 5)),
      part('d2', 40),
      part('d3', 30, 'C', 'rice'),
    ]),
  );
  expect(eggsOfD1(shipment)).toMatchObject([
    { lot: 'A', quantity: 100, received: 100 },
    {
      lot: 'B',
      quantity: 50,
      received: 10,
      varianceReason: 'other',
      variances: [
        { kind: 'damaged', quantity: 20 },
        { kind: 'refused', quantity: 5 },
        { kind: 'short', quantity: 15, reason: 'unspecified' },
      ],
    },
  ]);
  expect(eggsOfD1(shipment)[0]).not.toHaveProperty('variances');
  // The demand got what is good and nothing else, so that the rest of its need is open again.
  const eggs = effects.find(({ commodity }) => commodity === 'egg')!;
  expect(eggs.kind).toBe('arrived');
  expect(eggs.lines.filter(({ demandId }) => demandId === 'd1').map(({ quantity }) => quantity)).toEqual([
    100, 10,
  ]);
  expect(shipment.status).toBe('closed');
});

it('takes each line once, and no more than came', () => {
  const some = moved(onTheRoad(), receive([told(150)])).shipment;
  expect(some.status).toBe('in_transit');
  expect(refusal(some, receive([told(150)]))).toBe('SHIPMENT_LINE_REPORTED');
  expect(refusal(onTheRoad(), receive([told(150, variance('short', 1))]))).toBe('SHIPMENT_QUANTITY_OVER');
  expect(refusal(onTheRoad(), receive([told(150, variance('refused', 16))]))).toBe('SHIPMENT_QUANTITY_OVER');
  // A tenth more may have come, and be refused.
  const over = moved(onTheRoad(), receive([told(150, variance('refused', 15))])).shipment;
  expect(eggsOfD1(over).map(heldOf)).toEqual([10, 5]);
});

it('keeps goods waiting until somebody decides: into stock, where it is free again, or into waste', () => {
  const closed = moved(
    onTheRoad(),
    receive([told(120, variance('damaged', 30)), part('d2', 40), part('d3', 30, 'C', 'rice')]),
  );
  expect(eggsOfD1(closed.shipment).map(awaitingOf)).toEqual([0, 30]);
  expect(refusal(closed.shipment, disposal([decide('waste', 31)]))).toBe('GOODS_NOT_AWAITING');
  expect(refusal(closed.shipment, disposal([decide('waste', 1, { demandId: 'x' })]))).toBe(
    'SHIPMENT_LINE_UNKNOWN',
  );
  const event = disposal([decide('waste', 10), decide('stock', 15), decide('stock', 5, { place: 'gudang' })]);
  const { shipment, effects, trail } = moved(closed.shipment, event);
  expect(trail).toHaveLength(1);
  expect(shipment.status).toBe('closed');
  expect(eggsOfD1(shipment).map(awaitingOf)).toEqual([0, 0]);
  expect(effects).toEqual([
    {
      kind: 'regained',
      commodity: 'egg',
      time: event.time,
      lines: [
        { lotId: 'kandang/B', demandId: 'd1', quantity: 15 },
        { lotId: 'gudang/B', demandId: 'd1', quantity: 5 },
      ],
    },
  ]);
  expect(step(shipment, event).kind).toBe('unchanged');
  expect(refusal(shipment, disposal([decide('stock', 1)]))).toBe('GOODS_NOT_AWAITING');
  expect(refusal(onTheRoad(), disposal([decide('stock', 1)]))).toBe('SHIPMENT_STATE');
});

it('conserves: what came and what is missing is what was shipped; what was not taken is decided once', () => {
  const kinds = fc.constantFrom('short', 'damaged', 'refused', 'wrong');
  const variances = fc.array(fc.record({ kind: kinds, quantity: fc.integer({ min: 1, max: 60 }) }), {
    maxLength: 4,
  });
  const receipts = fc.record({
    good: fc.integer({ min: 0, max: 170 }),
    variances,
    wastes: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }),
    stocks: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }),
  });
  let taken = 0;
  fc.assert(
    fc.property(receipts, ({ good, variances, wastes, stocks }) => {
      const report = told(good, ...variances.map(({ kind, quantity }) => variance(kind, quantity)));
      const result = step(onTheRoad(), receive([report]));
      if (result.kind !== 'moved') return;
      taken += 1;
      const lines = eggsOfD1(result.shipment);
      const stated = variances.reduce((sum, { quantity }) => sum + quantity, good);
      expect(lines.reduce((sum, line) => sum + accounted(line), 0)).toBe(Math.max(150, stated));
      for (const line of lines) expect(accounted(line)).toBeGreaterThanOrEqual(line.quantity);
      expect(lines.reduce((sum, { received }) => sum + received!, 0)).toBe(good);

      let shipment = result.shipment;
      let back = 0;
      for (const [to, quantities] of [
        ['waste', wastes],
        ['stock', stocks],
      ] as const)
        for (const quantity of quantities) {
          const next = step(shipment, disposal([decide(to, quantity)]));
          if (next.kind !== 'moved') continue;
          shipment = next.shipment;
          for (const effect of next.effects) for (const line of effect.lines) back += line.quantity;
        }
      const after = eggsOfD1(shipment);
      const settled = after.flatMap(({ dispositions = [] }) => dispositions);
      const sum = (to: string) =>
        settled.filter((each) => each.to === to).reduce((total, { quantity }) => total + quantity, 0);
      const held = after.reduce((total, line) => total + heldOf(line), 0);
      const awaiting = after.reduce((total, line) => total + awaitingOf(line), 0);
      expect(sum('stock')).toBe(back);
      expect(sum('stock') + sum('waste') + awaiting).toBe(held);
      for (const line of after) expect(awaitingOf(line)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
  expect(taken).toBeGreaterThan(20);
});
