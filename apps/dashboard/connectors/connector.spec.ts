import {
  blankConfiguration,
  configurationOf,
  connectorKinds,
  firstSample,
  sampleOf,
  settingsText,
  tableTypeOf,
} from './connector.js';

describe('a connector’s configuration', () => {
  it.each(connectorKinds)('of %s is the same after it was taken apart and put together', (kind) => {
    const configuration = blankConfiguration(kind, 'e-peken');
    expect(configurationOf(settingsText(configuration), configuration.mapping)).toEqual(configuration);
  });

  it('is none when its settings are no JSON object', () => {
    expect(configurationOf('{', '$')).toBeNull();
    expect(configurationOf('[]', '$')).toBeNull();
    expect(configurationOf('null', '$')).toBeNull();
    expect(configurationOf(' ', '$')).toEqual({ mapping: '$' });
  });
});

describe('a sample', () => {
  it('is the text itself for an upload, and JSON for the others', () => {
    expect(sampleOf('upload', 'a,b\n1,2\n')).toEqual({ ok: true, sample: 'a,b\n1,2\n' });
    expect(sampleOf('push', '[{"a":1}]')).toEqual({ ok: true, sample: [{ a: 1 }] });
    expect(sampleOf('poll', '{')).toEqual({ ok: false });
  });

  it('begins with the columns and their examples', () => {
    const columns = [
      { name: 'nomor', example: 'P-1' },
      { name: 'jumlah, kg', example: '5 "besar"' },
      { name: 'x' },
    ];
    expect(firstSample('upload', { mapping: '$', columns })).toBe(
      'nomor,"jumlah, kg",x\nP-1,"5 ""besar""",\n',
    );
  });
});

it('knows tables by the names of their files', () => {
  expect(tableTypeOf('Stok November.CSV')).toBe('text/csv');
  expect(tableTypeOf('stok.xlsx')).toMatch(/spreadsheetml/);
  expect(tableTypeOf('stok.xls')).toBeNull();
  expect(tableTypeOf('stok')).toBeNull();
});
