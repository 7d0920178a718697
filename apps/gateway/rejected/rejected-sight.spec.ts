import type { Speaker } from '#access';
import type { Registry } from '#domain';
import { RejectedSight } from './rejected-sight.js';

const registry = {
  hubs: [
    { code: 'btc', producingRegions: ['35.72'] },
    { code: 'malang', producingRegions: ['35.73'] },
  ],
  parties: [
    { code: 'farm', kind: 'producer', regions: ['35.72'] },
    { code: 'orchard', kind: 'producer', regions: ['35.73'] },
    { code: 'market', kind: 'buyer', regions: ['31'] },
    { code: 'carrier', kind: 'carrier', regions: [] },
    { code: 'btc', kind: 'hub', regions: ['35.72'] },
    { code: 'malang', kind: 'hub', regions: ['35.73'] },
  ],
  places: [],
  lanes: [{ hub: 'malang', destination: '31' }],
  agreements: [{ hub: 'btc', region: '31' }],
} as unknown as Registry;

const reader = (party: string, kind: Speaker['kind']): Speaker => ({ party, kind, regions: [] });
const senders = ['farm', 'orchard', 'market', 'carrier', 'btc', 'malang', 'nobody-known', null];
const wholeOf = (principal: Speaker | undefined, isListOpen = false) => {
  const sight = new RejectedSight(principal, isListOpen, registry);
  return senders.filter((party) => sight.isWhole(party));
};

it('a hub has what concerns it: its parties, carriers, unknown senders, and no other hub', () => {
  expect(wholeOf(reader('btc', 'hub'))).toEqual(['farm', 'market', 'carrier', 'btc', 'nobody-known', null]);
  expect(wholeOf(reader('malang', 'hub'))).toEqual([
    'orchard',
    'market',
    'carrier',
    'malang',
    'nobody-known',
    null,
  ]);
});

it('a party has its own alone, and a department is no hub', () => {
  expect(wholeOf(reader('farm', 'producer'))).toEqual(['farm']);
  expect(wholeOf(reader('btc', 'department'))).toEqual(['btc']);
  expect(wholeOf(reader('gone', 'hub'))).toEqual([]);
});

it('an open list shows that something was rejected, and to nobody else what it said', () => {
  const sight = new RejectedSight(undefined, true, registry);
  expect(senders.every((party) => sight.sees(party))).toBe(true);
  expect(wholeOf(undefined, true)).toEqual([]);
  expect(sight.whole()).toEqual(['false']);
});
