import { outcome, parties } from './canonical.arbitrary.js';
import type { ShipmentView } from './context.js';

const carried: ShipmentView = {
  status: 'in_transit',
  hub: 'btc',
  lane: 'btc-31-road',
  destination: '31',
  carrier: 'brantas',
  demandParties: ['samarinda'],
};
const its = { shipmentId: 's1' };
const line = { commodity: 'egg.chicken', demandId: 'd1', quantity: 1, unit: 'KGM' };
const say = (party: keyof typeof parties, step: string, data: object) =>
  outcome(
    parties[party],
    `lumbung.shipment.${step}.v1` as never,
    { ...its, ...data },
    {
      shipment: () => carried,
    },
  );
const notYours = 'SHIPMENT_NOT_YOURS /data/shipmentId';

it.each([
  ['split', { lines: [line] }],
  ['merged', { with: 's2' }],
  ['stopped', { reason: 'As patah' }],
  ['transferred', { vehicle: 'AE-1' }],
  ['returned', { place: 'kandang', reason: 'Jalan putus' }],
])('hears %s from the carrier and the hub alone', (step, data) => {
  for (const party of ['carrier', 'hub'] as const)
    expect(say(party, step, data)).toMatchObject({ type: `shipment.${step}`, shipmentId: 's1' });
  for (const party of ['otherCarrier', 'food', 'office', 'samarinda'] as const)
    expect(say(party, step, data)).toBe(notYours);
});

it('hears what came back from who counts at the hub, never from the carrier that brings it', () => {
  for (const party of ['office', 'farm', 'hub'] as const)
    expect(say(party, 'restocked', { lines: [line] })).toMatchObject({ lines: [{ quantity: 1_000 }] });
  for (const party of ['carrier', 'otherCarrier', 'food'] as const)
    expect(say(party, 'restocked', {})).toBe(notYours);
});

it('hears answers to proposals from the carrier alone', () => {
  expect(say('carrier', 'answered', { answer: 'declined' })).toMatchObject({ changeId: null, reason: null });
  for (const party of ['hub', 'otherCarrier'] as const)
    expect(say(party, 'answered', { answer: 'accepted' })).toBe(notYours);
});

it('refuses a place that is not the hub’s, and who is no carrier', () => {
  expect(say('carrier', 'returned', { place: 'gudang', reason: 'x' })).toBe('LOCATION_UNKNOWN /data/place');
  expect(say('carrier', 'transferred', { carrier: 'food-station' })).toBe('CARRIER_UNKNOWN /data/carrier');
  expect(say('carrier', 'transferred', { carrier: 'kelud' })).toMatchObject({
    carrier: 'kelud',
    lines: null,
  });
});
