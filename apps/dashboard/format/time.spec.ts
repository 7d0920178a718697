import { formatDelay, formatDuration } from './duration.js';
import { formatPercent } from './number.js';
import { formatClock, formatDate, formatMoment, toEpoch } from './time.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const evening = Date.parse('2026-11-23T17:30:05Z');

describe('clock times', () => {
  it('are told in the hub’s zone, which they name', () => {
    expect(plain(formatClock(evening, 'id'))).toBe('00.30.05 WIB');
    expect(plain(formatClock(evening, 'en'))).toBe('00:30:05 WIB');
    expect(plain(formatMoment(evening, 'id'))).toBe('24 Nov, 00.30 WIB');
  });

  it('never move a local date to another day', () => {
    expect(formatDate('2026-11-24', 'id')).toBe('Sel, 24 Nov');
    expect(formatDate('soon', 'id')).toBe('soon');
  });

  it('read both forms of a moment', () => {
    expect(toEpoch('2026-11-23T17:30:05Z')).toBe(evening);
    expect(toEpoch(evening)).toBe(evening);
    expect(toEpoch('yesterday')).toBeNull();
    expect(toEpoch(null)).toBeNull();
  });
});

describe('spans', () => {
  it.each([
    [-5, '0 dtk'],
    [42_999, '42 dtk'],
    [300_000, '5 mnt'],
    [47 * 3_600_000, '47 jam'],
    [72 * 3_600_000, '3 hari'],
  ])('%d ms is %s', (span, said) => expect(plain(formatDuration(span, 'id'))).toBe(said));

  it.each([
    [-3, '0 ms'],
    [213.6, '214 ms'],
    [999.9, '1 dtk'],
    [1240, '1,2 dtk'],
    [120_000, '2 mnt'],
  ])('a delay of %d ms is %s', (delay, said) => expect(plain(formatDelay(delay, 'id'))).toBe(said));
});

describe('percents', () => {
  it('say neither all nor nothing before it is so', () => {
    expect(formatPercent(0.999, 'id')).toBe('99%');
    expect(formatPercent(0.001, 'id')).toBe('1%');
    expect(formatPercent(1, 'id')).toBe('100%');
    expect(formatPercent(0, 'id')).toBe('0%');
  });
});
