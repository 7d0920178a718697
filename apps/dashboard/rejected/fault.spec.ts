import { faultSentence, faultsOf, fieldOf, kindOf } from './fault.js';

const words: Record<string, string> = {
  'desk/fault/event': 'Peristiwa',
  'desk/fault/field/quantity': 'Jumlah',
  'desk/fault/clause/REQUIRED': 'wajib diisi',
  'desk/fault/clause/INVALID': 'tidak sah',
};
const speech = {
  t: (key: string, values?: Record<string, unknown>) => words[key] ?? String(values?.['defaultValue'] ?? key),
  say: (text: { id: string; en: string } | null) => text?.id ?? '',
};

it('reads faults from details and nothing else', () => {
  const fault = { path: '/data/unit', code: 'REQUIRED', text: { id: 'x', en: 'y' } };
  expect(faultsOf([fault, null, 'x', { code: 1 }, { path: '', code: 'INVALID' }])).toEqual([
    fault,
    { path: '', code: 'INVALID', text: null },
  ]);
  expect([faultsOf(null), faultsOf({ path: '' })]).toEqual([[], []]);
});

it('names the field, not its place in a list', () => {
  expect([fieldOf('/data/lines/0/quantity'), fieldOf('/data/lines/2'), fieldOf('')]).toEqual([
    'quantity',
    'lines',
    '',
  ]);
});

it('says a fault in words, with the sentence that came or that of its code', () => {
  const text = { id: '/data/quantity di luar batas (≥ 0)', en: '' };
  const path = '/data/quantity';
  expect(faultSentence({ path, code: 'OUT_OF_RANGE', text }, speech)).toBe('Jumlah di luar batas (≥ 0)');
  expect(faultSentence({ path, code: 'REQUIRED', text: null }, speech)).toBe('Jumlah wajib diisi');
  expect(faultSentence({ path: '', code: 'NEW_CODE', text: null }, speech)).toBe('Peristiwa tidak sah');
  expect(faultSentence({ path: '/data/foo', code: 'REQUIRED', text: null }, speech)).toBe('foo wajib diisi');
});

it('knows the kind of an event of ours', () => {
  expect([kindOf('lumbung.stock.counted.v1'), kindOf('com.example'), kindOf(null)]).toEqual([
    'stock.counted',
    null,
    null,
  ]);
});
