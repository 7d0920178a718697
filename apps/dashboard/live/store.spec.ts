import { LiveStore } from './store.js';
import type { Arrival } from './reduce.js';

const fact = (id: string): Arrival => ({
  kind: 'event',
  event: {
    kind: 'stock.counted',
    id,
    source: 'urn:lumbung:party:p',
    subject: id,
    commodity: '',
    sequence: '',
    factAt: 0,
    acceptedAt: 0,
    publishedAt: null,
    data: {},
  },
});

function storeWithFrames() {
  let now = 100;
  const frames: (() => void)[] = [];
  const rests: number[] = [];
  const onFrame = (flush: () => void, afterMs: number): void => {
    frames.push(flush);
    rests.push(afterMs);
  };
  const store = new LiveStore({ now: () => now, onFrame, onDrawn: (next) => frames.push(next) });
  const paint = (at = now): void => {
    now = at;
    frames.splice(0).forEach((flush) => flush());
  };
  return { store, frames, rests, paint };
}

describe('LiveStore', () => {
  it('asks for one frame and tells its readers once, however much arrives', () => {
    const { store, frames, paint } = storeWithFrames();
    let told = 0;
    store.subscribe(() => (told += 1));
    store.arrive({ kind: 'caught-up' });
    for (let i = 0; i < 1_000; i += 1) store.arrive(fact(`f${i}`));
    expect(frames.length).toBe(1);
    expect(store.getState().board.newsCount).toBe(0);
    paint();
    expect(told).toBe(1);
    expect(store.getState().board.newsCount).toBe(1_000);
  });

  it('rests between two frames in a storm, and not in a calm', () => {
    const { store, rests, paint } = storeWithFrames();
    store.arrive({ kind: 'caught-up' });
    paint();
    for (let i = 0; i < 100; i += 1) store.arrive(fact(`a${i}`));
    paint();
    store.arrive(fact('b'));
    paint();
    store.arrive(fact('c'));
    expect(rests).toEqual([0, 0, 500, 0]);
  });

  it('tells one reader a frame in a storm, all of them the same, and nobody who has left', () => {
    const { store, paint } = storeWithFrames();
    const told: [string, number][] = [];
    const reader = (name: string) => () => told.push([name, store.getState().board.newsCount]);
    store.subscribe(reader('a'));
    const leave = store.subscribe(reader('b'));
    store.subscribe(reader('c'));
    store.arrive({ kind: 'caught-up' });
    paint();
    told.length = 0;
    for (let i = 0; i < 100; i += 1) store.arrive(fact(`a${i}`));
    paint();
    expect(told).toEqual([['a', 100]]);
    leave();
    store.arrive(fact('b'));
    paint();
    paint();
    expect(told).toEqual([
      ['a', 100],
      ['c', 100],
    ]);
    paint();
    paint();
    expect(told.slice(2)).toEqual([
      ['a', 101],
      ['c', 101],
    ]);
  });

  it('shows readers nothing new between two frames, even when a flood is worked off early', () => {
    const { store, paint } = storeWithFrames();
    store.arrive({ kind: 'caught-up' });
    paint();
    const shown = store.getState();
    for (let i = 0; i < 5_000; i += 1) store.arrive(fact(`f${i}`));
    expect(store.getState()).toBe(shown);
    paint();
    expect(store.getState().board.newsCount).toBe(5_000);
  });

  it('measures delays by the gateway’s clock', () => {
    const { store, paint } = storeWithFrames();
    store.roundTrip(100, 100, 5_100);
    store.arrive({ kind: 'caught-up' });
    store.arrive(fact('f'));
    paint(300);
    expect(store.getState().board.ticker[0]?.delay.fromFact).toBe(5_300);
  });

  it('does not take its own question for a sign of life', () => {
    const { store, paint } = storeWithFrames();
    store.arrive({ kind: 'snapshot-begins' });
    paint();
    expect(store.getState().connection.everOpen).toBe(false);
    store.heartbeat(null);
    paint();
    expect(store.getState().connection.everOpen).toBe(true);
  });

  it('counts what it could not read', () => {
    const { store, paint } = storeWithFrames();
    store.couldNotRead();
    paint();
    expect(store.getState().unreadable).toBe(1);
  });
});
