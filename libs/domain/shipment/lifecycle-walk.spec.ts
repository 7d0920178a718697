import * as fc from 'fast-check';
import type { Effect } from './effect.js';
import {
  cancel,
  dispatch,
  locate,
  offer,
  own,
  receive,
  recommended,
  respond,
  type AnyEvent,
} from './lifecycle.arbitrary.js';
import { step } from './lifecycle.js';
import type { ShipmentStatus } from './shipment.js';

describe('any walk', () => {
  const next: Record<ShipmentStatus, ShipmentStatus[]> = {
    recommended: ['offered', 'accepted', 'declined', 'expired', 'withdrawn'],
    offered: ['accepted', 'declined', 'expired', 'withdrawn'],
    declined: ['recommended'],
    accepted: ['dispatched', 'cancelled', 'expired'],
    dispatched: ['in_transit', 'received'],
    in_transit: ['in_transit', 'received'],
    received: ['closed'],
    closed: [],
    expired: [],
    withdrawn: [],
    cancelled: [],
  };
  const who = fc.constantFrom('brantas', 'kelud');
  const lines = fc.option(
    fc.array(
      fc.record({
        commodity: fc.constantFrom('egg', 'rice'),
        demandId: fc.constantFrom('d1', 'd2', 'd3'),
        quantity: fc.integer({ min: 0, max: 120 }),
        location: fc.constant(null),
        lot: fc.constantFrom(null, 'A'),
        varianceReason: fc.constant(null),
      }),
      { maxLength: 3 },
    ),
    { nil: null },
  );
  const event: fc.Arbitrary<() => AnyEvent> = fc.oneof(
    fc.tuple(fc.constantFrom('accepted' as const, 'declined' as const), who).map(
      ([response, source]) =>
        () =>
          respond(response, source),
    ),
    fc.tuple(lines, who).map(
      ([reported, source]) =>
        () =>
          dispatch(reported, source),
    ),
    lines.map((reported) => () => receive(reported)),
    who.map((source) => () => locate(source)),
    who.map((source) => () => cancel(source)),
    who.map((carrier) => () => offer(carrier)),
    fc
      .constantFrom('shipment.expired' as const, 'shipment.withdrawn' as const)
      .map((type) => () => own(type)),
  );

  const sum = (effects: Effect[], kind: Effect['kind'], commodity: string): number =>
    effects
      .filter((effect) => effect.kind === kind && effect.commodity === commodity)
      .flatMap((effect) => effect.lines)
      .reduce((total, { quantity }) => total + quantity, 0);

  it('takes legal steps only, raises the revision by each, and conserves what was promised', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (makers) => {
        let shipment = recommended;
        const effects: Effect[] = [];
        for (const make of makers) {
          const said = make();
          const before = JSON.stringify(shipment);
          const result = step(shipment, said);
          expect(JSON.stringify(shipment)).toBe(before);
          if (result.kind === 'refused') expect(result.state).toBe(shipment.status);
          if (result.kind !== 'moved') continue;
          for (const passed of result.trail) {
            expect(next[shipment.status]).toContain(passed.status);
            expect(passed.revision).toBe(shipment.revision + 1);
            shipment = passed;
          }
          expect(result.shipment).toBe(shipment);
          expect(step(shipment, said)).toEqual({ kind: 'unchanged' });
          effects.push(...result.effects);
        }
        for (const commodity of ['egg', 'rice']) {
          const committed = sum(effects, 'committed', commodity);
          const settled = sum(effects, 'released', commodity) + sum(effects, 'departed', commodity);
          const pending = shipment.status === 'accepted' ? committed : 0;
          expect(settled + pending).toBe(committed);
          const arrived = effects.filter(({ kind, commodity: of }) => kind === 'arrived' && of === commodity);
          expect(arrived.length).toBeLessThanOrEqual(1);
          const received = shipment.lines
            .filter((line) => line.commodity === commodity)
            .reduce((total, line) => total + line.received!, 0);
          if (shipment.status === 'closed') expect(sum(arrived, 'arrived', commodity)).toBe(received);
        }
      }),
      { numRuns: 300 },
    );
  });
});
