import { PlanSight } from './plan-sight.js';
import { nobody, type Scope } from './scope.js';

const row = { destination: '32.76', lotId: 'gudang/A' };
const lot = { region: '35.72', location: 'gudang', source: 'koperasi' };
const demand = { destination: '32.76', source: 'depok-pangan' };

const seen = (scope: Partial<Scope>) => {
  const sight = new PlanSight({ ...nobody, ...scope }, 'btc');
  return {
    isWhole: sight.isWhole,
    allocation: sight.allocation(row),
    demand: sight.demand(demand),
    lot: sight.lot(lot),
    region: sight.region('32.76'),
  };
};
const none = { isWhole: false, allocation: false, demand: false, lot: false, region: false };
const all = { isWhole: true, allocation: true, demand: true, lot: true, region: true };

it.each<[string, Partial<Scope>, Partial<typeof all>]>([
  ['whoever reads openly sees everything', { everything: true }, all],
  ['the hub sees everything of its own', { hubs: new Set(['btc']) }, all],
  ['another hub sees nothing', { hubs: new Set(['other']) }, {}],
  [
    'a company of the city sees what comes to it',
    { regions: new Set(['32.76']) },
    { allocation: true, region: true },
  ],
  [
    'a department of the city sees its demands too',
    { regions: new Set(['32.76']), officialRegions: new Set(['32.76']) },
    { allocation: true, demand: true, region: true },
  ],
  [
    'who runs the place sees its lots and what leaves them',
    { places: new Set(['gudang']) },
    { allocation: true, lot: true },
  ],
  ['who asked sees the demand', { party: 'depok-pangan' }, { demand: true }],
  ['who counted sees the lot', { party: 'koperasi' }, { lot: true }],
])('%s', (_, scope, expected) => {
  expect(seen(scope)).toEqual({ ...none, ...expected });
});
