import { partsOfShipmentId } from './shipment-id.js';

it('reads what a shipment’s id tells', () => {
  const parts = {
    lane: '35.72-31-road',
    pickupDate: '2026-11-24',
    temperature: 'ambient',
    number: 2,
  };
  expect(partsOfShipmentId('35.72-31-road.2026-11-24.ambient.2')).toEqual({ ...parts, part: 1 });
  expect(partsOfShipmentId('35.72-31-road.2026-11-24.ambient.2.s2')).toEqual({ ...parts, part: 2 });
  expect(partsOfShipmentId('35.72-31-road.2026-11-24.ambient.2.s2.s3')).toEqual({ ...parts, part: 3 });
});

it('leaves another id as it is', () => {
  expect([
    partsOfShipmentId('p1'),
    partsOfShipmentId('lane.2026-11-24.ambient'),
    partsOfShipmentId(''),
  ]).toEqual([null, null, null]);
});
