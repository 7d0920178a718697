import { indexRegistry } from '#access';
import { seedRegistry } from '#database';
import { readLiveEvent } from '../../apps/gateway/live/live-event.js';
import { mayRead, scopeOf } from '../../apps/gateway/scope/scope.js';

const index = indexRegistry({ ...seedRegistry(), version: 1 });
const scopeOfCarrier = scopeOf({ party: 'brantas-logistik', kind: 'carrier', regions: [] }, index);
const seen = (status: string, carrier: string | null) => {
  const data = { shipmentId: 's', hub: 'btc', destination: '31', status, carrier, lines: [] };
  const event = { type: 'lumbung.shipment.updated.v1', subject: 's', sequence: '1', data };
  return mayRead(scopeOfCarrier, readLiveEvent('shipments', JSON.stringify(event), null, index)!.visible);
};

it('a carrier that saw a shipment open hears that it is open no more', () => {
  for (const status of ['recommended', 'offered', 'withdrawn', 'expired'])
    expect([status, seen(status, null)]).toEqual([status, true]);
  expect(seen('declined', null)).toBe(false);
  expect(seen('accepted', 'nusantara-reefer')).toBe(false);
  expect(seen('accepted', 'brantas-logistik')).toBe(true);
});
