import { connectionState, heard, lost, noConnection, opened, silenceMsMax } from './connection.js';

describe('connectionState', () => {
  const live = heard(opened(noConnection, 0), 1000, true);

  it('goes from connecting to live', () => {
    expect(connectionState(noConnection, 0)).toBe('connecting');
    expect(connectionState(lost(noConnection, 0), 60_000)).toBe('connecting');
    expect(connectionState(live, 2000)).toBe('live');
  });

  it('says at once that it reconnects, and that figures are old when it takes long', () => {
    const broken = lost(live, 2000);
    expect(connectionState(broken, 2001)).toBe('reconnecting');
    expect(connectionState(broken, 1001 + silenceMsMax)).toBe('stale');
    expect(connectionState(opened(broken, 90_000), 90_000)).toBe('live');
  });

  it('does not trust an open line on which nothing comes', () => {
    expect(connectionState(live, 1000 + silenceMsMax)).toBe('live');
    expect(connectionState(live, 1001 + silenceMsMax)).toBe('stale');
  });

  it('keeps the age of the last news apart from heartbeats', () => {
    expect(heard(live, 9000, false)).toMatchObject({ lastEventAt: 1000, lastMessageAt: 9000 });
  });

  it('remembers when the line was first lost', () => {
    expect(lost(lost(live, 2000), 5000).lostAt).toBe(2000);
  });
});
