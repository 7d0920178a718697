import type { Party } from '../registry/registry.js';
import { now, outcome, parties, said, type Changes } from './canonical.arbitrary.js';
import type { InboundType } from './inbound.js';

describe('who speaks, and when', () => {
  const count = { location: 'kandang', commodity: 'egg.chicken', quantity: 1, unit: 'kg' };
  const counted = (who: Party, changes: Changes) => outcome(who, 'lumbung.stock.counted.v1', count, changes);

  it.each([
    ['urn:lumbung:party:garum'],
    ['urn:lumbung:party:ponggok2'],
    ['urn:lumbung:party:PONGGOK'],
    ['urn:lumbung:hub:ponggok'],
    ['ponggok'],
    ['__proto__'],
  ])('refuses the source %s', (source) => {
    expect(counted(parties.farm, { source })).toBe('SOURCE_NOT_YOURS /source');
  });

  it.each(['agreed', 'planned'] as const)('refuses a party that is %s', (status) => {
    expect(counted({ ...parties.farm, status }, {})).toBe('PARTY_NOT_ACTIVE /source');
  });

  it.each([
    ['2026-11-24T06:05:00.001Z', 'TIME_IN_FUTURE /time'],
    ['2025-11-23T05:59:59.999Z', 'TIME_TOO_OLD /time'],
    ['1969-12-31T00:00:00Z', 'TIME_INVALID /time'],
    ['2026-02-30T00:00:00Z', 'TIME_INVALID /time'],
    ['2026-11-24T06:00:60Z', 'TIME_INVALID /time'],
    ['2026-11-24 06:00:00', 'TIME_INVALID /time'],
    ['', 'TIME_INVALID /time'],
  ])('refuses the time %s', (at, code) => expect(counted(parties.farm, { at })).toBe(code));

  it.each([
    ['2026-11-24T06:05:00Z', now + 300_000],
    ['2025-11-23T06:00:00Z', now - 366 * 86_400_000],
    ['2026-11-24t12:00:00.1234567+08:30', now - 9_000_000 + 123],
    ['2026-11-23T23:30:00-06:30', now],
  ])('reads the time %s', (at, expected) =>
    expect(counted(parties.farm, { at })).toMatchObject({ time: expected }),
  );

  it('takes limits of its own', () => {
    expect(counted(parties.farm, { limits: { ageDaysMax: 0 } })).toBe('TIME_TOO_OLD /time');
  });

  it('refuses a type that it does not know', () => {
    expect(outcome(parties.farm, 'lumbung.stock.guessed.v1' as InboundType, count)).toBe(
      'TYPE_UNKNOWN /type',
    );
  });

  it('tells in both languages what to do, and shows what was said without harm', () => {
    const result = said(parties.farm, 'lumbung.stock.counted.v1', {
      ...count,
      commodity: `$&\u0007${'x'.repeat(200)}`,
    });
    expect(result).toMatchObject({ kind: 'refused', code: 'COMMODITY_UNKNOWN' });
    if (result.kind !== 'refused') throw new Error();
    expect(result.text.id).toMatch(/^Komoditas "\$&\?x{77}" tidak dikenal\. Pakai /);
    expect(result.text.en).toMatch(/^The commodity "\$&\?x{77}" is not known\. Use /);
  });
});
