import type { Shipment } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { lateOf } from './late.js';

const shipment = (status: string, lateMinutes?: number, commodity = 'egg.chicken'): Tracked<Shipment> => ({
  thing: {
    status,
    lines: [{ commodity }],
    ...(lateMinutes === undefined ? {} : { tracking: { leftAt: '', lateMinutes } }),
  } as Shipment,
  sequence: '1',
  factAt: null,
  seenAt: 0,
  snapshot: 1,
});

it('counts the late among those on the road, of one commodity when it is asked for', () => {
  const shipments = [
    shipment('in_transit', 20),
    shipment('dispatched', 5, 'rice'),
    shipment('in_transit', 0),
    shipment('in_transit'),
    shipment('received', 90),
    shipment('accepted'),
  ];
  expect(lateOf(shipments, null)).toEqual({ late: 2, moving: 4 });
  expect(lateOf(shipments, 'rice')).toEqual({ late: 1, moving: 1 });
});
