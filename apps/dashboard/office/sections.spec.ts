import { openSections } from './sections.js';

const of = (...permissions: string[]) => openSections({ permissions });

describe('the rooms that a person may enter', () => {
  it('are none for nobody', () => {
    expect(openSections(null)).toEqual([]);
    expect(openSections(undefined)).toEqual([]);
  });

  it('follow from what the person may do', () => {
    expect(of('read')).toEqual(['plan', 'parties', 'agreements', 'connectors', 'ledger', 'registry']);
    expect(of('read', 'keys:write')).toContain('keys');
    expect(of('read', 'audit:read')).toEqual([
      'plan',
      'parties',
      'agreements',
      'connectors',
      'ledger',
      'registry',
      'audit',
    ]);
    expect(of('read', 'shipments:report')).toContain('waiting');
    expect(of('read', 'people:write')).toContain('people');
    expect(of('read', 'field:write')).toContain('fieldwork');
  });
});
