import fc from 'fast-check';
import { indexRegistry } from '#access';
import { seedRegistry } from '#database';
import { FeedBoard } from '../../apps/gateway/live/feed-board.js';
import { LiveClient } from '../../apps/gateway/live/live-client.js';
import { LiveFeed } from '../../apps/gateway/live/live-feed.js';
import { decodeCursor } from '../../apps/gateway/live/positions.js';
import { openScope } from '../../apps/gateway/scope/scope.js';
import { stateOf } from '../../apps/gateway/queries/feeds.js';

const index = indexRegistry({ ...seedRegistry(), version: 1 });
const partitions = 2;
const installation = 5;

/** A log of Kafka: what every instance reads, in an order of its own between partitions. */
interface Written {
  partition: number;
  offset: number;
  sequence: number;
  subject: string;
}

function feedOf(recordsMax = 1_000): LiveFeed {
  const feed = new LiveFeed({
    index: () => index,
    installation,
    recordsMax,
    bytesMax: 1e9,
    refill: 1_000,
    warmUp: 0,
  });
  for (const topic of ['shipments', 'balances', 'alerts', 'facts'])
    for (let p = 0; p < partitions; p++) feed.startOf(topic, p, 0n, 0n);
  return feed;
}

function give(feed: LiveFeed, { partition, offset, sequence, subject }: Written): void {
  const event = {
    specversion: '1.0',
    id: `e${sequence}`,
    type: 'lumbung.balance.updated.v1',
    subject,
    sequence: String(sequence).padStart(20, '0'),
    data: { hub: 'btc', commodity: 'egg.chicken', region: '31' },
  };
  feed.take({
    topic: 'balances',
    partition,
    offset: BigInt(offset),
    timestamp: 0,
    value: Buffer.from(JSON.stringify(event)),
    headers: { 'lumbung-stream': `s${partition}`, 'lumbung-sequence': String(sequence) },
  });
}

/** A connection that takes `room` frames, then makes its client wait. */
class Pipe {
  frames: string[] = [];
  ended = false;
  constructor(public room = Infinity) {}
  /** Of several frames written at once a cut may let some through: those that still have room. */
  write(frames: string | Buffer): boolean {
    for (const frame of frames.toString().split(/(?<=\n\n)/)) if (this.room-- > 0) this.frames.push(frame);
    return this.room > 0;
  }
  end(frame?: string): void {
    if (frame) this.frames.push(frame);
    this.ended = true;
  }
  destroy(): void {
    this.ended = true;
  }
  get ids(): string[] {
    return this.frames.flatMap((frame) => /"id":"(e\d+)"/.exec(frame)?.[1] ?? []);
  }
  get lastId(): string | null {
    return this.frames.flatMap((frame) => /^id: (.+)$/m.exec(frame)?.[1] ?? []).at(-1) ?? null;
  }
}

function join(feed: LiveFeed, pipe: Pipe, lastId: string | null): LiveClient {
  const resume = lastId === null ? null : decodeCursor(lastId, installation);
  return new LiveClient({
    feed,
    board: new FeedBoard(),
    sink: pipe,
    topics: [1],
    feeds: false,
    filter: { hub: null, commodity: null, region: null, scope: openScope },
    resume,
    reset: false,
    onClosed: () => undefined,
  });
}

const writes = fc.array(fc.nat(partitions - 1), { minLength: 1, maxLength: 60 }).map((order) => {
  const next = Array.from({ length: partitions }, () => 0);
  return order.map((partition, i): Written => ({
    partition,
    offset: next[partition]!++,
    sequence: i + 1,
    subject: `s${i % 5}`,
  }));
});

/** The same records in another order between the partitions. */
function asSeenElsewhere(written: Written[]): Written[] {
  return [...written].sort((a, b) => b.partition - a.partition || a.offset - b.offset);
}

describe('resuming', () => {
  it('misses nothing and repeats nothing, wherever the client was cut and whichever instance goes on', () => {
    fc.assert(
      fc.property(
        writes,
        fc.nat(70),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (written, cutAfter, room, elsewhere) => {
          const feed = feedOf();
          const first = new Pipe();
          const client = join(feed, first, null);
          client.wake();
          written.slice(0, cutAfter).forEach((record) => give(feed, record));
          client.wake();
          let { lastId } = first;
          client.close();
          const got = [...first.ids];
          const second = elsewhere ? feedOf() : feed;
          (elsewhere ? asSeenElsewhere(written) : written.slice(cutAfter)).forEach((record) =>
            give(second, record),
          );
          // A narrow connection: the client has to stop and go on many times.
          for (let rounds = 0; rounds < 200; rounds++) {
            const pipe = new Pipe(room);
            const again = join(second, pipe, lastId);
            again.wake();
            again.close();
            got.push(...pipe.ids);
            if (pipe.lastId === lastId || pipe.room > 0) break;
            lastId = pipe.lastId ?? lastId;
          }
          // A room of one or two frames ends before the first change; such a client never gets anywhere.
          if (room > 2) expect([...got].sort()).toEqual(written.map(({ sequence }) => `e${sequence}`).sort());
          expect(new Set(got).size).toBe(got.length);
        },
      ),
    );
  });

  it('goes on from a recent place in a log that is full, whatever comes before its first turn', () => {
    const feed = feedOf(10);
    const write = (n: number) =>
      give(feed, { partition: n % 2, offset: n >> 1, sequence: n + 1, subject: `s${n}` });
    for (let n = 0; n < 20; n++) write(n);
    const steady = new Pipe();
    join(feed, steady, null).wake();
    const cursor = steady.lastId;
    for (let n = 20; n < 23; n++) write(n);
    const resumed = new Pipe();
    const client = join(feed, resumed, cursor);
    write(23);
    client.wake();
    expect(resumed.ended).toBe(false);
    expect(resumed.ids).toEqual(['e21', 'e22', 'e23', 'e24']);
  });

  it('drops what the relay sent twice', () => {
    const feed = feedOf();
    const pipe = new Pipe();
    const client = join(feed, pipe, null);
    [1, 2, 3, 2, 3, 4].forEach((sequence, offset) =>
      give(feed, { partition: 0, offset, sequence, subject: 's' }),
    );
    client.wake();
    expect(pipe.ids).toEqual(['e1', 'e2', 'e3', 'e4']);
  });

  it('is impossible from before what is still held', () => {
    const feed = feedOf(10);
    const before = feed.head();
    for (let i = 0; i < 11; i++) give(feed, { partition: 0, offset: i, sequence: i + 1, subject: 's' });
    expect(feed.holds([1], before)).toBe(false);
    expect(feed.holds([1], [[], [1, 0], [], []])).toBe(true);
    expect(feed.holds([0, 2], before)).toBe(true);
  });

  it('waits for an instance that has not read as far', () => {
    const feed = feedOf();
    expect(feed.isBehind([1], [[], [1, 0], [], []])).toBe(true);
    give(feed, { partition: 0, offset: 0, sequence: 1, subject: 's' });
    expect(feed.isBehind([1], [[], [1, 0], [], []])).toBe(false);
  });
});

describe('a client that takes nothing', () => {
  it('is dropped with a reset once the log has passed it by', () => {
    const feed = feedOf(10);
    const pipe = new Pipe(2);
    const client = join(feed, pipe, null);
    client.wake();
    for (let i = 0; i < 30; i++) give(feed, { partition: 0, offset: i, sequence: i + 1, subject: 's' });
    client.wake();
    pipe.room = Infinity;
    client.drained();
    expect(pipe.frames.at(-1)).toContain('event: reset');
    expect(pipe.ended).toBe(true);
    expect(feed.clients).toBe(0);
  });
});

describe('the state of a feed', () => {
  it.each([
    [null, 60, 'silent'],
    [60, 60, 'fresh'],
    [61, 60, 'late'],
    [120, 60, 'late'],
    [121, 60, 'stale'],
    [1e9, null, 'fresh'],
  ] as const)('of age %s against a cadence of %s is %s', (age, cadence, state) => {
    expect(stateOf(age, cadence)).toBe(state);
  });
});
