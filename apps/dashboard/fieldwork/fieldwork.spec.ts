import { servedBy } from './fieldwork.js';

const parties = [
  { code: 'a', kind: 'producer', status: 'active' },
  { code: 'b', kind: 'producer', status: 'planned' },
  { code: 'c', kind: 'buyer', status: 'active' },
  { code: 'd', kind: 'producer', status: 'active' },
];
const places = [
  { party: 'a', region: '35.05' },
  { party: 'd', region: '35.72' },
];
const codes = (...served: { code: string }[]) => served.map(({ code }) => code);

it('offers a department the producers of its regions, and a hub all of them', () => {
  const of = (kind: string, ...regions: string[]) => codes(...servedBy({ kind, regions }, parties, places));
  expect(of('department', '35.05')).toEqual(['a']);
  expect(of('hub')).toEqual(['a', 'd']);
  expect(servedBy(undefined, parties, places)).toEqual([]);
});
