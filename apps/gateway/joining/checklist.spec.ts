import { checklistOf, sideOf, type TriedLine } from './checklist.js';

const line = (type: string, rest: Partial<TriedLine> = {}): TriedLine => ({
  outcome: 'right',
  type: `lumbung.${type}.v1`,
  demandId: null,
  localUnit: false,
  ...rest,
});
const open = (...[side, lines]: Parameters<typeof checklistOf>) =>
  checklistOf(side, lines).flatMap(({ code, passed }) => (passed ? [] : [code]));

const declared = line('demand.declared', { demandId: 'd-1', localUnit: true });
const demandRun = [
  declared,
  declared,
  line('demand.withdrawn', { demandId: 'd-1' }),
  line('demand.declared', { outcome: 'repeated' }),
];

it('is all open before anything is sent', () => {
  expect(open('demand', [])).toEqual([
    'DEMAND_DECLARED',
    'DEMAND_REVISED',
    'DEMAND_WITHDRAWN',
    'LOCAL_UNIT',
    'REPEATED',
    'CLEAN',
  ]);
  expect(open('supply', [])).toHaveLength(6);
  expect(open('carriage', [])).toHaveLength(5);
});

it('is green when everything was shown and the last lines are right', () => {
  expect(open('demand', demandRun)).toEqual([]);
  expect(open('demand', [...demandRun, line('demand.declared', { outcome: 'wrong' })])).toEqual(['CLEAN']);
});

it('takes a second demand for no revision of the first, and a refused event for nothing', () => {
  const other = { ...declared, demandId: 'd-2' };
  expect(open('demand', [declared, other, ...demandRun.slice(2)])).toEqual(['DEMAND_REVISED']);
  const wrong = demandRun.map((each) => ({ ...each, outcome: 'wrong' as const }));
  expect(open('demand', wrong)).toHaveLength(6);
});

it('asks a department for what its region does', () => {
  expect(sideOf('department', true)).toBe('supply');
  expect(sideOf('department', false)).toBe('demand');
  expect(sideOf('buyer', true)).toBe('demand');
  expect(sideOf('carrier', true)).toBe('carriage');
});
