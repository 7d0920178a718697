import type { Party } from '../registry/registry.js';
import { base, outcome, parties, type Changes } from './canonical.arbitrary.js';
import type { TargetView } from './context.js';

describe('corrections and confirmations', () => {
  const target = (code: string, id: string): TargetView | null =>
    id === 't1' && code !== 'nobody'
      ? { factId: `${code}#t1`, hub: 'btc', commodity: 'egg.chicken', source: code }
      : null;
  const corrected = (corrects: object, who: Party, changes: Changes = { target }) =>
    outcome(who, 'lumbung.fact.corrected.v1', { corrects, reason: 'salah satuan' }, changes);
  const confirmed = (confirms: object, who: Party) =>
    outcome(
      who,
      'lumbung.fact.confirmed.v1',
      { confirms, decision: 'refused', reason: 'mustahil' },
      { target },
    );

  it('one corrects oneself', () => {
    const fact = {
      ...base('ponggok'),
      type: 'fact.corrected',
      corrects: 'ponggok#t1',
      reason: 'salah satuan',
    };
    expect(corrected({ id: 't1' }, parties.farm)).toEqual(fact);
    expect(corrected({ id: 't1', source: 'ponggok' }, parties.farm)).toEqual(fact);
    expect(corrected({ id: 't1', source: 'urn:lumbung:party:ponggok' }, parties.farm)).toEqual(fact);
  });

  it('departments and the hub correct and confirm for their regions', () => {
    expect(corrected({ id: 't1', source: 'ponggok' }, parties.office)).toMatchObject({
      corrects: 'ponggok#t1',
    });
    expect(corrected({ id: 't1', source: 'ponggok' }, parties.hub)).toMatchObject({ corrects: 'ponggok#t1' });
    expect(confirmed({ id: 't1', source: 'ponggok' }, parties.hub)).toEqual({
      ...base('btc'),
      type: 'fact.confirmed',
      confirms: 'ponggok#t1',
      decision: 'refused',
      reason: 'mustahil',
    });
  });

  it.each([
    [{ id: 't1', source: 'ponggok' }, parties.otherFarm, 'NOT_YOURS /data/corrects'],
    [{ id: 't1', source: 'ponggok' }, parties.depokOffice, 'NOT_YOURS /data/corrects'],
    [{ id: 't1', source: 'stranger' }, parties.office, 'NOT_YOURS /data/corrects'],
    [{ id: 't2' }, parties.farm, 'TARGET_UNKNOWN /data/corrects'],
    [{ id: 't1', source: 'nobody' }, parties.office, 'TARGET_UNKNOWN /data/corrects'],
  ])('refuses to correct %p', (corrects, who, refusal) => expect(corrected(corrects, who)).toBe(refusal));

  it('knows no target without a lookup', () => {
    expect(corrected({ id: 't1' }, parties.farm, {})).toBe('TARGET_UNKNOWN /data/corrects');
  });

  it.each([
    [{ id: 't1', source: 'disperindag' }, parties.office, 'NOT_YOURS /data/confirms'],
    [{ id: 't1', source: 'ponggok' }, parties.farm, 'NOT_YOURS /data/confirms'],
    [{ id: 't1', source: 'garum' }, parties.farm, 'NOT_YOURS /data/confirms'],
    [{ id: 't1', source: 'ponggok' }, parties.depokOffice, 'NOT_YOURS /data/confirms'],
    [{ id: 't2', source: 'ponggok' }, parties.office, 'TARGET_UNKNOWN /data/confirms'],
  ])('refuses to confirm %p', (confirms, who, refusal) => expect(confirmed(confirms, who)).toBe(refusal));
});
