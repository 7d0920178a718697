import { HOUR_MS } from '../planning/calendar.js';
import { expireUndeparted, lastGoneDate } from './departure.js';
import { after, dispatch, recommended, respond } from './lifecycle.arbitrary.js';
import { marketOf, pickupAt, service } from './offering.arbitrary.js';

const { hub } = marketOf([service('brantas')], {});
const accepted = after(respond('accepted'));

it('a carrier that accepted and never came frees the lots two days after the pickup, and not before', () => {
  const at = pickupAt + 48 * HOUR_MS;
  expect(expireUndeparted(accepted, hub, at - 1)).toBeNull();
  expect(expireUndeparted(accepted, hub, at)).toMatchObject({
    shipment: { status: 'expired', carrier: 'brantas' },
    effects: [
      { kind: 'released', commodity: 'egg' },
      { kind: 'released', commodity: 'rice' },
    ],
  });
});

it('a hub may wait for longer, or shorter', () => {
  const patient = { ...hub, departureHours: 72 };
  expect(expireUndeparted(accepted, patient, pickupAt + 72 * HOUR_MS - 1)).toBeNull();
  expect(expireUndeparted(accepted, patient, pickupAt + 72 * HOUR_MS)).not.toBeNull();
  for (const departureHours of [0, 1, 11.5, 24, 48, 100])
    for (const ms of [0, 1, HOUR_MS, 30 * HOUR_MS]) {
      const last = lastGoneDate({ ...hub, departureHours }, pickupAt + departureHours * HOUR_MS + ms);
      expect(last >= '2026-11-24').toBe(true);
      expect(lastGoneDate({ ...hub, departureHours }, pickupAt + departureHours * HOUR_MS - 1)).toBe(
        '2026-11-23',
      );
    }
});

it('neither what nobody accepted nor what has left is touched', () => {
  for (const other of [recommended, after(respond('accepted'), dispatch())])
    expect(expireUndeparted(other, hub, pickupAt + 1_000 * HOUR_MS)).toBeNull();
});
