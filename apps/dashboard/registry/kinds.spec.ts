import { codeOf, importCounts, partsOf, unitList } from './kinds.js';

const told = (value: number) => String(value);

describe('entries of the registry', () => {
  it('are named by their code, lanes by their id', () => {
    expect(codeOf('vehicle', { code: 'l300', id: 'x' })).toBe('l300');
    expect(codeOf('lane', { id: '35.72-31-road' })).toBe('35.72-31-road');
  });

  it('show what names them first and what needs room last', () => {
    const entry = { units: {}, baseUnit: 'g', nameEn: 'Rice', code: 'rice.milled', shelfLifeDays: null };
    expect(partsOf(entry).map(({ name }) => name)).toEqual([
      'code',
      'nameEn',
      'baseUnit',
      'shelfLifeDays',
      'units',
    ]);
  });

  it('say their units in base units', () => {
    const units = { peti: { numerator: 15_000, denominator: 1 }, butir: { numerator: 125, denominator: 2 } };
    expect(unitList(units, told, 'g')).toEqual(['peti = 15000 g', 'butir = 62.5 g']);
    expect(unitList({ kgm: { numerator: 1_000, denominator: 1 } }, told, 'g')).toEqual([]);
    expect(unitList(undefined, told, 'g')).toEqual([]);
  });

  it('count what a file would do', () => {
    const change = (action: 'added' | 'unchanged') => ({ line: 2, code: 'a', action, difference: [] });
    expect(importCounts({ changes: [change('added'), change('unchanged'), change('unchanged')] })).toEqual({
      added: 1,
      changed: 0,
      removed: 0,
      unchanged: 2,
    });
  });
});
