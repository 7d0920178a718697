import { asks, committed, counted, departed, planOf, withdraws } from './case.arbitrary.js';
import { KG } from './world.arbitrary.js';
import type { Fact } from '../facts/fact.js';

const GUDANG = 'gudang/default';
const taken = [
  counted(1_000, { ago: 5 }),
  asks('d', '32.76', 1_000, { ago: 4 }),
  committed([[GUDANG, 'd', 1_000]], { ago: 3 }),
];
const gaps = (...more: Fact[]) =>
  (planOf({ facts: [...taken, ...more] }).gaps ?? []).map(
    ({ shipmentId, moving, code, wanted, window }) =>
      `${shipmentId}${moving ? ' moving' : ''} ${code} ${wanted / KG}${window ? ` ${window.from}` : ''}`,
  );

it('says nothing of what is as the plan would have it', () => {
  expect(planOf({ facts: taken })).not.toHaveProperty('gaps');
});

it('names what a demand asks for less, what a lot no longer holds, and other dates', () => {
  expect(gaps(asks('d', '32.76', 600))).toEqual(['s1 NEED 600']);
  expect(gaps(withdraws('d'))).toEqual(['s1 NEED 0']);
  expect(gaps(counted(700))).toEqual(['s1 STOCK 700']);
  expect(gaps(asks('d', '32.76', 1_000, { from: '2026-11-27', to: '2026-11-29' }))).toEqual([
    's1 WINDOW 0 2026-11-27',
  ]);
});

it('serves what is on the road first', () => {
  const left = departed([[GUDANG, 'd', 1_000]], { ago: 2 });
  const second = committed([[GUDANG, 'd', 500]], { ago: 1, shipment: 's2' });
  const more = counted(2_000, { ago: 1.5 });
  expect(gaps(left, more, second, asks('d', '32.76', 1_200, { ago: 0.5 }))).toEqual(['s2 NEED 200']);
  expect(gaps(left, asks('d', '32.76', 800, { ago: 0.5 }))).toEqual(['s1 moving NEED 800']);
});
