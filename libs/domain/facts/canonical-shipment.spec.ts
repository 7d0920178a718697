import { now, outcome, parties, type Changes } from './canonical.arbitrary.js';
import type { ShipmentView } from './context.js';

describe('shipments', () => {
  const view: ShipmentView = {
    status: 'recommended',
    hub: 'btc',
    lane: 'btc-31-road',
    destination: '31',
    carrier: null,
    demandParties: ['samarinda'],
  };
  const carried: ShipmentView = { ...view, status: 'accepted', carrier: 'brantas' };
  const see = (shown: ShipmentView): Changes => ({ shipment: (id) => (id === 's1' ? shown : null) });
  const common = {
    id: 'brantas#e1',
    eventId: 'e1',
    source: 'brantas',
    time: now - 300_000,
    acceptedAt: now + 7,
    shipmentId: 's1',
    hub: 'btc',
    lane: 'btc-31-road',
  };
  const line = { commodity: 'egg.chicken', demandId: 'd1', quantity: 1, unit: 'peti' };

  it('hears answers of any carrier while nobody has it', () => {
    const yes = { shipmentId: 's1', response: 'accepted' };
    expect(outcome(parties.carrier, 'lumbung.shipment.responded.v1', yes, see(view))).toEqual({
      ...common,
      type: 'shipment.responded',
      response: 'accepted',
      reason: null,
      vehicle: null,
    });
    const full = { ...yes, reason: 'ada truk', vehicle: 'AG-1' };
    expect(outcome(parties.carrier, 'lumbung.shipment.responded.v1', full, see(carried))).toMatchObject({
      reason: 'ada truk',
      vehicle: 'AG-1',
    });
    expect(outcome(parties.otherCarrier, 'lumbung.shipment.responded.v1', yes, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(outcome(parties.food, 'lumbung.shipment.responded.v1', yes, see(view))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(
      outcome(parties.carrier, 'lumbung.shipment.responded.v1', { ...yes, shipmentId: 's2' }, see(view)),
    ).toBe('SHIPMENT_UNKNOWN /data/shipmentId');
    expect(outcome(parties.carrier, 'lumbung.shipment.responded.v1', yes)).toBe(
      'SHIPMENT_UNKNOWN /data/shipmentId',
    );
  });

  it('hears the journey from its carrier alone', () => {
    const where = { shipmentId: 's1', latitude: -7.25, longitude: -0 };
    expect(outcome(parties.carrier, 'lumbung.shipment.located.v1', where, see(carried))).toEqual({
      ...common,
      type: 'shipment.located',
      latitude: -7.25,
      longitude: 0,
      temperatureCelsius: null,
    });
    expect(
      outcome(
        parties.carrier,
        'lumbung.shipment.located.v1',
        { ...where, temperatureCelsius: 4 },
        see(carried),
      ),
    ).toMatchObject({ temperatureCelsius: 4 });
    expect(
      outcome(
        parties.carrier,
        'lumbung.shipment.cancelled.v1',
        { shipmentId: 's1', reason: 'rusak' },
        see(carried),
      ),
    ).toEqual({ ...common, type: 'shipment.cancelled', reason: 'rusak' });
    expect(
      outcome(parties.carrier, 'lumbung.shipment.dispatched.v1', { shipmentId: 's1' }, see(carried)),
    ).toEqual({ ...common, type: 'shipment.dispatched', lines: null, vehicle: null });
    expect(outcome(parties.otherCarrier, 'lumbung.shipment.located.v1', where, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(
      outcome(parties.hub, 'lumbung.shipment.cancelled.v1', { shipmentId: 's1', reason: 'x' }, see(carried)),
    ).toBe('SHIPMENT_NOT_YOURS /data/shipmentId');
    expect(
      outcome(parties.carrier, 'lumbung.shipment.located.v1', { ...where, shipmentId: 's2' }, see(carried)),
    ).toBe('SHIPMENT_UNKNOWN /data/shipmentId');
  });

  it('leaves it to the state machine while its carrier may not be known yet', () => {
    expect(
      outcome(parties.carrier, 'lumbung.shipment.dispatched.v1', { shipmentId: 's1' }, see(view)),
    ).toMatchObject({ type: 'shipment.dispatched' });
  });

  it('converts what was loaded', () => {
    const lines = [
      { ...line, lotId: 'kandang/A/1' },
      { ...line, location: 'kandang' },
      { ...line, location: 'kandang', lot: 'B' },
      { ...line, lot: 'B' },
    ];
    const loaded = { commodity: 'egg.chicken', demandId: 'd1', quantity: 15_000, varianceReason: null };
    expect(
      outcome(
        parties.carrier,
        'lumbung.shipment.dispatched.v1',
        { shipmentId: 's1', vehicle: 'AG-1', lines },
        see(carried),
      ),
    ).toEqual({
      ...common,
      type: 'shipment.dispatched',
      vehicle: 'AG-1',
      lines: [
        { ...loaded, location: 'kandang', lot: 'A/1' },
        { ...loaded, location: 'kandang', lot: null },
        { ...loaded, location: 'kandang', lot: 'B' },
        { ...loaded, location: null, lot: 'B' },
      ],
    });
  });

  it.each([
    [[line, { ...line, commodity: 'gold' }], 'COMMODITY_UNKNOWN /data/lines/1/commodity'],
    [[{ ...line, quantity: -1 }], 'QUANTITY_NEGATIVE /data/lines/0/quantity'],
    [[{ ...line, unit: 'LTR' }], 'UNIT_UNKNOWN /data/lines/0/unit'],
    [new Array(501).fill(line), 'LINES_TOO_MANY /data/lines'],
  ])('refuses lines such as %p', (lines, refusal) => {
    expect(
      outcome(parties.carrier, 'lumbung.shipment.dispatched.v1', { shipmentId: 's1', lines }, see(carried)),
    ).toBe(refusal);
    expect(
      outcome(parties.food, 'lumbung.shipment.received.v1', { shipmentId: 's1', lines }, see(carried)),
    ).toBe(refusal);
  });

  it('hears receipts from the destination and from who owns a demand on board', () => {
    const receipt = { shipmentId: 's1', lines: [{ ...line, quantity: 0, varianceReason: 'hilang' }] };
    const received = {
      type: 'shipment.received',
      lines: [
        {
          commodity: 'egg.chicken',
          demandId: 'd1',
          location: null,
          lot: null,
          quantity: 0,
          varianceReason: 'hilang',
        },
      ],
    };
    expect(outcome(parties.food, 'lumbung.shipment.received.v1', receipt, see(carried))).toMatchObject(
      received,
    );
    expect(
      outcome(parties.samarinda, 'lumbung.shipment.received.v1', { shipmentId: 's1' }, see(carried)),
    ).toEqual({ ...common, id: 'samarinda#e1', source: 'samarinda', type: 'shipment.received', lines: null });
    expect(outcome(parties.depokOffice, 'lumbung.shipment.received.v1', receipt, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(outcome(parties.carrier, 'lumbung.shipment.received.v1', receipt, see(carried))).toBe(
      'SHIPMENT_NOT_YOURS /data/shipmentId',
    );
    expect(outcome(parties.food, 'lumbung.shipment.received.v1', { shipmentId: 's2' }, see(carried))).toBe(
      'SHIPMENT_UNKNOWN /data/shipmentId',
    );
  });

  it('reads receipts by handling unit, exactly, and what was not taken', () => {
    const said = {
      ...line,
      quantity: 12,
      loose: 500,
      variances: [{ kind: 'damaged', quantity: 0, unit: 'peti', loose: 250, reason: 'broken' }],
      photos: ['a'.repeat(64)],
    };
    const receipt = (more: object) => ({ shipmentId: 's1', lines: [{ ...said, ...more }] });
    const say = (more: object, party = parties.food) =>
      outcome(party, 'lumbung.shipment.received.v1', receipt(more), see(carried));
    expect(say({})).toMatchObject({
      lines: [
        {
          quantity: 180_500,
          variances: [{ kind: 'damaged', quantity: 250, reason: 'broken' }],
          photos: ['a'.repeat(64)],
        },
      ],
    });
    expect(say({ quantity: 0.0001 })).toBe('UNIT_NOT_EXACT /data/lines/0/unit');
    const variance = said.variances[0]!;
    expect(say({ variances: [{ ...variance, unit: 'karung' }] })).toBe(
      'UNIT_UNKNOWN /data/lines/0/variances/0/unit',
    );
    expect(say({ variances: [{ ...variance, loose: 0 }] })).toBe(
      'QUANTITY_ZERO /data/lines/0/variances/0/quantity',
    );
    // What only a receipt says is nothing when a carrier says it.
    const loaded = outcome(parties.carrier, 'lumbung.shipment.dispatched.v1', receipt({}), see(carried));
    expect(loaded).toMatchObject({ lines: [{ quantity: 180_500 }] });
    expect(JSON.stringify(loaded)).not.toContain('variances');
  });

  it('lets the hub decide about goods, and their receiver throw them away', () => {
    const decided = (to: string, more: object = {}) => ({
      shipmentId: 's1',
      lines: [{ ...line, to, ...more }],
    });
    const say = (party: (typeof parties)[keyof typeof parties], data: object) =>
      outcome(party, 'lumbung.shipment.disposed.v1', data, see(carried));
    const notYours = 'SHIPMENT_NOT_YOURS /data/shipmentId';
    expect(say(parties.hub, decided('stock'))).toMatchObject({
      type: 'shipment.disposed',
      source: 'btc',
      lines: [{ quantity: 15_000, to: 'stock', place: null, note: null, location: null, lot: null }],
    });
    expect(say(parties.food, decided('waste'))).toMatchObject({ lines: [{ to: 'waste' }] });
    expect(say(parties.food, decided('stock'))).toBe(notYours);
    expect(say(parties.depokOffice, decided('waste'))).toBe(notYours);
    expect(say(parties.carrier, decided('waste'))).toBe(notYours);
    expect(say(parties.hub, decided('stock', { place: 'entah' }))).toBe(
      'LOCATION_UNKNOWN /data/lines/0/place',
    );
    expect(say(parties.hub, decided('stock', { quantity: 0 }))).toBe('QUANTITY_ZERO /data/lines/0/quantity');
  });
});
