import { base, now, outcome, parties } from './canonical.arbitrary.js';

const person = 'orang-1';
const until = new Date(now + 3_600_000).toISOString();
const asked = { overrideId: 'o1', commodity: 'egg.chicken', action: 'hold', until, reason: 'uji mutu' };
const says = (data: object, who = parties.hub, by: string | undefined = person) =>
  outcome(who, 'lumbung.plan.overridden.v1', { ...asked, ...data }, by === undefined ? {} : { person: by });
const rest = { location: null, lot: null, demandId: null, lane: null, quantity: null };
const what = { overrideId: 'o1', until: now + 3_600_000, reason: 'uji mutu', by: person };

describe('overrides of a plan', () => {
  it('hold a region, a demand or a lane; cap a demand; pin a lot', () => {
    const fact = { ...base('btc'), type: 'plan.overridden', ...rest, ...what };
    expect(says({ location: '35.05' })).toEqual({ ...fact, action: 'hold', location: '35.05' });
    expect(says({ location: '35.05', lot: 'A' })).toMatchObject({ location: '35.05', lot: 'A' });
    expect(says({ demandId: 'd' })).toMatchObject({ demandId: 'd', location: null });
    expect(says({ lane: 'btc-32.76-road' })).toMatchObject({ lane: 'btc-32.76-road' });
    const measured = { demandId: 'd', quantity: 2, unit: 'peti' };
    expect(says({ action: 'cap', ...measured })).toMatchObject({ action: 'cap', quantity: 30_000 });
    expect(says({ action: 'pin', location: '35.05', ...measured })).toMatchObject({
      action: 'pin',
      lot: 'default',
      quantity: 30_000,
    });
  });

  it('are released by their id', () => {
    const data = { overrideId: 'o1', commodity: 'egg.chicken', reason: 'mutu baik' };
    expect(outcome(parties.hub, 'lumbung.plan.released.v1', data, { person })).toEqual({
      ...base('btc'),
      type: 'plan.released',
      overrideId: 'o1',
      reason: 'mutu baik',
      by: person,
    });
    expect(outcome(parties.hub, 'lumbung.plan.released.v1', data)).toBe('PERSON_REQUIRED /source');
  });

  it('are said by a person of the hub alone', () => {
    expect(says({ demandId: 'd' }, parties.office)).toBe('NOT_YOURS /data/overrideId');
    expect(outcome(parties.hub, 'lumbung.plan.overridden.v1', { ...asked, demandId: 'd' })).toBe(
      'PERSON_REQUIRED /source',
    );
  });

  it.each([
    [{}, 'OVERRIDE_INCOMPLETE /data/action'],
    [{ demandId: 'd', lane: 'btc-32.76-road' }, 'OVERRIDE_INCOMPLETE /data/action'],
    [{ demandId: 'd', quantity: 1, unit: 'kg' }, 'OVERRIDE_INCOMPLETE /data/action'],
    [{ action: 'cap', demandId: 'd' }, 'OVERRIDE_INCOMPLETE /data/action'],
    [{ action: 'cap', demandId: 'd', quantity: 1 }, 'OVERRIDE_INCOMPLETE /data/action'],
    [{ action: 'pin', demandId: 'd', quantity: 1, unit: 'kg' }, 'OVERRIDE_INCOMPLETE /data/action'],
    [{ location: 'nowhere' }, 'LOCATION_UNKNOWN /data/location'],
    [{ lane: 'nowhere' }, 'LANE_UNKNOWN /data/lane'],
    [{ demandId: 'd', until: new Date(now - 3_600_000).toISOString() }, 'UNTIL_INVALID /data/until'],
    [{ demandId: 'd', until: new Date(now + 400 * 86_400_000).toISOString() }, 'UNTIL_INVALID /data/until'],
    [{ demandId: 'd', commodity: 'gold' }, 'COMMODITY_UNKNOWN /data/commodity'],
    [{ action: 'cap', demandId: 'd', quantity: -1, unit: 'kg' }, 'QUANTITY_NEGATIVE /data/quantity'],
  ])('refuses %j', (data, refusal) => expect(says(data)).toBe(refusal));
});
