import type { Shipment } from '../api/types.js';
import { expectedStatus } from '../phone/expected-status.js';
import type { Entry } from '../phone/outbox.js';
import { receiptId } from '../receiving/arrivals.js';
import { groupLoads, mergeableWith } from './load.js';
import { plateCode } from './plate.js';
import { openingsOf, type Offer } from './offer.js';

const shipment = (shipmentId: string, more: Partial<Shipment> = {}): Shipment => ({
  shipmentId,
  revision: 1,
  status: 'accepted',
  hub: 'btc',
  origin: '35.72',
  destination: '35.78',
  pickupDate: '2026-11-24',
  arrivalBy: '2026-11-25',
  carrier: 'kami',
  vehicles: [],
  lines: [{ commodity: 'egg.chicken', lot: 'l', location: 'k', demandId: 'd', quantity: 1, unit: 'g' }],
  planVersion: '',
  reasons: [],
  ...more,
});
const offer = (carrier: string, deadline: string, status: Offer['status'] = 'open'): Offer => ({
  offerId: `${carrier}/${deadline}`,
  carrier,
  status,
  offeredAt: '',
  deadline,
  vehicles: [],
  rupiah: 1,
});
const offered = (of: Shipment, ...offers: Offer[]) => ({
  shipment: of,
  strategy: 'cheapest',
  state: 'offered' as const,
  round: 1,
  offers,
});

describe('offers', () => {
  it('are those that this carrier may still answer, the most urgent first', () => {
    const list = [
      offered(shipment('late'), offer('kami', '2026-11-24T09:00:00Z')),
      offered(shipment('soon'), offer('kami', '2026-11-24T07:00:00Z'), offer('lain', '')),
      offered(shipment('over'), offer('kami', '', 'expired')),
    ];
    expect(openingsOf('kami', list, [], false).map(({ shipment: { shipmentId } }) => shipmentId)).toEqual([
      'soon',
      'late',
    ]);
  });

  it('are open to all only where the hub asks nobody in turn', () => {
    const free = shipment('free', { status: 'recommended', carrier: null });
    expect(openingsOf('kami', [], [free], false)).toEqual([]);
    expect(openingsOf('kami', [], [free, shipment('mine')], true)).toMatchObject([{ offer: null }]);
  });
});

describe('loads', () => {
  it('are grouped by what is to be done, today first', () => {
    const groups = groupLoads(
      [
        shipment('later', { pickupDate: '2026-11-26' }),
        shipment('today'),
        shipment('road', { status: 'in_transit' }),
        shipment('done', { status: 'closed' }),
        shipment('theirs', { carrier: 'lain' }),
      ],
      'kami',
      '2026-11-24',
    );
    const ids = Object.entries(groups).map(([group, list]) => [group, list.map((one) => one.shipmentId)]);
    expect(Object.fromEntries(ids)).toEqual({
      moving: ['road'],
      today: ['today'],
      later: ['later'],
      over: ['done'],
    });
  });

  it('stand where the taps on this phone will have brought them, and never behind', () => {
    const entry = (deed: Entry['deed'], body: object = {}) => ({ deed, body }) as Entry;
    expect(expectedStatus('accepted', [entry('dispatches')])).toBe('dispatched');
    expect(expectedStatus('in_transit', [entry('dispatches')])).toBe('in_transit');
    expect(expectedStatus('offered', [entry('responses', { response: 'accepted' })])).toBe('accepted');
    expect(expectedStatus('offered', [entry('responses', { response: 'declined' })])).toBe('offered');
  });
});

describe('the id of a receipt', () => {
  it('is the same for the same report, and another for another', () => {
    expect(receiptId('s', null)).toBe('s/received');
    expect(receiptId('s', [{ quantity: 1 }])).toBe(receiptId('s', [{ quantity: 1 }]));
    expect(receiptId('s', [{ quantity: 1 }])).not.toBe(receiptId('s', [{ quantity: 2 }]));
  });
});

describe('a load', () => {
  it('can be joined by what the same carrier accepted for its lane, day and class', () => {
    const load = shipment('a', { lane: 'x', temperatureClass: 'ambient' });
    const others = [
      load,
      { ...load, shipmentId: 'b' },
      { ...load, shipmentId: 'c', pickupDate: '2026-11-25' },
      { ...load, shipmentId: 'd', carrier: 'mereka' },
      { ...load, shipmentId: 'e', status: 'dispatched' as const },
      { ...load, shipmentId: 'f', temperatureClass: 'chilled' },
      { ...load, shipmentId: 'g', lane: 'y' },
    ];
    expect(mergeableWith(load, others).map(({ shipmentId }) => shipmentId)).toEqual(['b']);
  });

  it('is in a truck whose plate is told as it is registered', () => {
    expect(plateCode(' ag  8123 uk ')).toBe('AG-8123-UK');
  });
});
