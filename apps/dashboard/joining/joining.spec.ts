import { progressOf, type JoiningState } from './joining.js';

const now = Date.parse('2026-11-24T00:00:00Z');
const report = { green: false } as JoiningState['report'];
const state = (rest: Partial<JoiningState>): JoiningState => ({
  party: 'kediri-pangan',
  status: 'agreed',
  invitation: null,
  report,
  ...rest,
});
const invited = { expiresAt: '2026-11-30T00:00:00Z', acceptedAt: null };

describe('how far a party has joined', () => {
  it('begins with an invitation', () => {
    expect(progressOf(state({}), now)).toEqual({ done: ['registered'], next: 'invited' });
  });

  it('needs another invitation when the one it had ran out unused', () => {
    const late = { ...invited, expiresAt: '2026-11-23T00:00:00Z' };
    expect(progressOf(state({ invitation: late }), now).next).toBe('invited');
    const used = { ...late, acceptedAt: '2026-11-22T00:00:00Z' };
    expect(progressOf(state({ invitation: used }), now).next).toBe('trial');
  });

  it('goes from the link to the key to the trial to going live', () => {
    expect(progressOf(state({ invitation: invited }), now).next).toBe('key');
    const accepted = { ...invited, acceptedAt: '2026-11-23T00:00:00Z' };
    expect(progressOf(state({ invitation: accepted }), now).next).toBe('trial');
    const green = state({ invitation: accepted, report: { ...report, green: true } });
    expect(progressOf(green, now)).toEqual({ done: ['registered', 'invited', 'key', 'trial'], next: 'live' });
  });

  it('is over for a live party, whatever it did before', () => {
    expect(progressOf(state({ status: 'active' }), now).next).toBeNull();
  });
});
