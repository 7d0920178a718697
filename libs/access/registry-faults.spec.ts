import { entryCode, entryFaults, type EntryKind } from '#contracts';
import { registryDrafts, seedRegistry } from '#database';
import type { Registry } from '#domain';
import { newFaults, registryFaults } from './registry-faults.js';

const seed = (): Registry => ({ version: 1, ...seedRegistry() });

it('finds nothing wrong with the seed, entry by entry and as a whole', () => {
  for (const { kind, code, value } of registryDrafts(seed())) {
    expect([kind, code, entryFaults(kind, value)]).toEqual([kind, code, []]);
    expect(entryCode(kind, value!)).toBe(code);
  }
  expect(registryFaults(seed())).toEqual([]);
});

it.each<[string, (registry: Registry) => void, string]>([
  ['a party with the gateway’s name', (r) => (r.parties[3]!.code = 'gateway'), 'party gateway /code'],
  ['a place in no region', (r) => (r.places[0]!.region = '99.99'), 'place kandang-ponggok /region'],
  ['a place of no hub', (r) => (r.places[0]!.hub = 'x'), 'place kandang-ponggok /hub'],
  ['a place of no party', (r) => (r.places[0]!.party = 'x'), 'place kandang-ponggok /party'],
  ['a place outside the hub', (r) => (r.places[0]!.region = '31'), 'place kandang-ponggok /region'],
  ['a place named like a region', (r) => (r.places[0]!.code = '31'), 'place 31 /code'],
  ['a lane to nowhere', (r) => (r.lanes[0]!.destination = '99'), 'lane 35.72-35.78-road /destination'],
  ['a lane from elsewhere', (r) => (r.lanes[0]!.origin = '31'), 'lane 35.72-35.78-road /origin'],
  [
    'a lane late before its time',
    (r) => (r.lanes[0]!.leadHoursLate = 1),
    'lane 35.72-35.78-road /leadHoursLate',
  ],
  [
    'an agreement that ends first',
    (r) => (r.agreements[0]!.validTo = '2020-01-01'),
    'agreement mou-btc-35.78-2025 /validTo',
  ],
  [
    'a term for what is not agreed',
    (r) => (r.agreements[1]!.commodities = ['rice.milled']),
    'agreement mou-btc-32.76-2025 /terms/0/commodity',
  ],
  [
    'a cap below the guarantee',
    (r) => (r.agreements[1]!.terms[0]!.cap = 1),
    'agreement mou-btc-32.76-2025 /terms/0/cap',
  ],
  [
    'a base unit of another value',
    (r) => (r.commodities[0]!.units['g'] = { numerator: 2, denominator: 1 }),
    'commodity egg.chicken /units/g',
  ],
  [
    'a region that goes while others name it',
    (r) => (r.regions = r.regions.filter(({ code }) => code !== '32.74')),
    'party cirebon-pangan /regions/0',
  ],
  [
    'a commodity that goes while others name it',
    (r) => (r.commodities = r.commodities.filter(({ code }) => code !== 'rice.milled')),
    'reserve btc/rice.milled /commodity',
  ],
])('%s is a fault', (_, change, expected) => {
  const after = seed();
  change(after);
  const found = newFaults(seed(), after).map(({ kind, code, path }) => `${kind} ${code} ${path}`);
  expect(found).toContain(expected);
});

it('a fault that was there before is none of a later change', () => {
  const broken = seed();
  broken.places[0]!.region = '99.99';
  expect(newFaults(broken, structuredClone(broken))).toEqual([]);
});

it.each<[EntryKind, object, string]>([
  ['party', { code: 'Besar' }, '/code'],
  ['party', { kind: 'king' }, '/kind'],
  ['party', { secret: 1 }, '/secret'],
  ['party', { cadenceHours: 0 }, '/cadenceHours'],
  ['commodity', { units: { peti: { numerator: 1.5, denominator: 1 } } }, '/units/peti/numerator'],
  ['commodity', { units: { peti: { numerator: 1, denominator: 0 } } }, '/units/peti/denominator'],
  ['agreement', { signedOn: '2026-02-30' }, '/signedOn'],
  ['vehicle', { payloadGrams: 2 ** 60 }, '/payloadGrams'],
])('%s with %j is refused at %s', (kind, change, path) => {
  const { value } = registryDrafts(seed()).find((draft) => draft.kind === kind)!;
  expect(entryFaults(kind, { ...value, ...change }).map((fault) => fault.path)).toContain(path);
});
