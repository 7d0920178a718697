import { auditPath, detailsText } from './audit.js';

const none = { party: '', action: '', subject: '', refused: false, from: '', to: '' };

describe('what is asked of the audit', () => {
  it('is everything when nothing is chosen', () => {
    expect(auditPath(none)).toBe('/v1/audit');
  });

  it('names who, what and only the refused', () => {
    const path = auditPath({ ...none, party: 'e-peken', action: ' key.issued ', refused: true });
    expect(path).toBe('/v1/audit?party=e-peken&action=key.issued&outcome=refused');
  });

  it('takes whole days of the hub, the last one included', () => {
    const query = new URLSearchParams(
      auditPath({ ...none, from: '2026-11-30', to: '2026-11-30' }).split('?')[1],
    );
    expect(query.get('from')).toBe('2026-11-30T00:00:00+07:00');
    expect(query.get('to')).toBe('2026-12-01T00:00:00+07:00');
  });
});

it('tells details in one line', () => {
  expect(detailsText({ reason: 'uji', keys: 2, of: { a: 1 } }, (name) => name.toUpperCase())).toBe(
    'REASON: uji · KEYS: 2 · OF: {"a":1}',
  );
  expect(detailsText({}, String)).toBe('');
});
