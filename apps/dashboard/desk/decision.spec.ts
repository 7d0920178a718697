import type { FactItem } from '../api/types.js';
import { bySource, confirmation, correction, eventOf, newestCount } from './decision.js';

const fact = (source: string, eventId: string, more: Partial<FactItem> = {}): FactItem =>
  ({ source, eventId, type: 'stock.counted', state: 'stated', ...more }) as FactItem;

it('says a decision and a correction of somebody’s report in the form of the contract', () => {
  const about = fact('koperasi', 'h-1');
  const who = { party: 'dinas', id: 'k-1', time: '2026-11-24T01:00:00Z' };
  expect(eventOf(correction(about, 'salah satuan'), who)).toEqual({
    specversion: '1.0',
    id: 'k-1',
    source: 'urn:lumbung:party:dinas',
    type: 'lumbung.fact.corrected.v1',
    time: '2026-11-24T01:00:00Z',
    data: { corrects: { source: 'urn:lumbung:party:koperasi', id: 'h-1' }, reason: 'salah satuan' },
  });
  expect(confirmation(about, 'refused', 'tidak ada').data).toEqual({
    confirms: { source: 'urn:lumbung:party:koperasi', id: 'h-1' },
    decision: 'refused',
    reason: 'tidak ada',
  });
});

it('puts what each party said together and finds its newest count that stands', () => {
  const facts = [
    fact('a', '3', { type: 'stock.moved' }),
    fact('b', '2'),
    fact('a', '2', { state: 'corrected' }),
    fact('a', '1'),
  ];
  const groups = bySource(facts);
  expect(groups.map(([source, said]) => [source, said.length])).toEqual([
    ['a', 3],
    ['b', 1],
  ]);
  expect(newestCount(groups[0]![1])?.eventId).toBe('1');
  expect(newestCount([facts[0]!])).toBeUndefined();
});
