import { orderKeys, standingOf, type Key } from './key.js';

const now = Date.parse('2026-11-24T00:00:00Z');
const key = (rest: Partial<Key>): Key => ({
  keyId: 'k1',
  party: 'e-peken',
  label: 'server',
  scopes: ['read'],
  state: 'live',
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  issuedBy: null,
  replaces: null,
  ...rest,
});

describe('how a key stands', () => {
  it('is live without an end', () => {
    expect(standingOf(key({}), now)).toEqual({ state: 'live', tone: 'good' });
  });

  it('warns two weeks before its end', () => {
    expect(standingOf(key({ expiresAt: '2026-12-09T00:00:00Z' }), now).state).toBe('live');
    expect(standingOf(key({ expiresAt: '2026-12-07T00:00:00Z' }), now).state).toBe('ending');
  });

  it('has ended when its time is over, also since it was loaded, or when it was revoked', () => {
    expect(standingOf(key({ expiresAt: '2026-11-23T23:59:59Z' }), now).state).toBe('expired');
    expect(standingOf(key({ state: 'revoked', expiresAt: '2027-01-01T00:00:00Z' }), now).state).toBe(
      'revoked',
    );
  });

  it('puts what lives first and keeps the order else', () => {
    const keys = [key({ keyId: 'a', state: 'revoked' }), key({ keyId: 'b' }), key({ keyId: 'c' })];
    expect(orderKeys(keys).map(({ keyId }) => keyId)).toEqual(['b', 'c', 'a']);
  });
});
