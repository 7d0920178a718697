import { csvLine } from './audit-item.js';

it('writes a row that a spreadsheet reads as text, whatever somebody was called', () => {
  const line = csvLine({
    hub: 'btc',
    sequence: 7,
    at: new Date('2026-11-23T07:00:00Z'),
    actor: { kind: 'key', id: '=HYPERLINK("http://evil.example")' },
    party: '+62',
    action: 'key.issued',
    subject: 'party/a,b',
    outcome: 'done',
    details: { reason: 'said "no"' },
    hash: 'ab',
  });
  expect(line).toBe(
    `7,2026-11-23T07:00:00.000Z,key,"'=HYPERLINK(""http://evil.example"")",'+62,key.issued,"party/a,b",done,` +
      `"{""reason"":""said \\""no\\""""}",ab\r\n`,
  );
});
