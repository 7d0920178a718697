import type { Shipment, ShipmentStatus } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { chooseShipments, loadOf } from './load.js';

const shipment = (
  shipmentId: string,
  status: ShipmentStatus,
  pickupDate = '2026-11-24',
): Tracked<Shipment> => ({
  thing: {
    shipmentId,
    revision: 1,
    status,
    hub: 'btc',
    origin: '35.72',
    destination: '31',
    pickupDate,
    arrivalBy: pickupDate,
    vehicles: [],
    lines: [
      { commodity: 'egg.chicken', quantity: 5, unit: 'g', lot: 'a', location: 'p', demandId: 'd' },
      { commodity: 'rice.milled', quantity: 1, unit: 'g', lot: 'b', location: 'p', demandId: 'd' },
      { commodity: 'egg.chicken', quantity: 6, unit: 'g', lot: 'c', location: 'p', demandId: 'e' },
    ],
    planVersion: '',
    reasons: [],
  },
  sequence: '1',
  factAt: null,
  seenAt: 0,
  snapshot: 1,
});

describe('chooseShipments', () => {
  const all = [
    shipment('closed', 'closed'),
    shipment('late', 'recommended', '2026-11-25'),
    shipment('early', 'recommended'),
    shipment('road', 'in_transit'),
  ];
  const ids = (choice: Parameters<typeof chooseShipments>[1]): string[] =>
    chooseShipments(all, choice).map(({ thing }) => thing.shipmentId);

  it('shows what is on the road first and what is over last', () => {
    expect(ids('all')).toEqual(['road', 'early', 'late', 'closed']);
  });

  it('separates what is current from what is finished, and single statuses', () => {
    expect(ids('active')).toEqual(['road', 'early', 'late']);
    expect(ids('finished')).toEqual(['closed']);
    expect(ids('recommended')).toEqual(['early', 'late']);
  });

  it('keeps those with one commodity', () => {
    expect(chooseShipments(all, 'all', 'milk.cow')).toEqual([]);
  });
});

describe('loadOf', () => {
  it('adds lines by commodity', () => {
    expect(loadOf(shipment('s', 'accepted').thing)).toEqual([
      { commodity: 'egg.chicken', unit: 'g', quantity: 11, lines: 2 },
      { commodity: 'rice.milled', unit: 'g', quantity: 1, lines: 1 },
    ]);
  });
});
