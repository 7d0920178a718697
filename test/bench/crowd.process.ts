import { createConnection, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Changes of one round, by number. */
export interface CrowdOrder {
  first: number;
  count: number;
}

/** What the readers had of them. */
export interface Crowded {
  /** Milliseconds from publication to arrival, of all readers together, thinned out evenly when there are many. */
  samplesMs: number[];
  expected: number;
  missed: number;
  /** Came again, or after a later one. */
  doubled: number;
  cut: number;
}

const caughtUpMark = Buffer.from('event: caught-up');
const idMark = Buffer.from('"id":"bench-change-');
const sentMark = Buffer.from('"sentat":');
const quote = 0x22;
const comma = 0x2c;
const zero = 0x30;
/** Not a divisor of how many come at once, so that each place among them is timed in its turn. */
const timedEvery = 7;
const connectsAtOnce = 50;
const tailBytes = 4_096;

/** The number between a mark and a comma; null when it is not all there. */
function numberAfter(data: Buffer, mark: Buffer, from: number): number | null {
  const begin = data.indexOf(mark, from);
  const end = begin < 0 ? -1 : data.indexOf(comma, begin);
  return end < 0 ? null : Number(data.toString('latin1', begin + mark.length, end));
}

/** A client of `/v1/live` as small as can be: a socket, the number it had last, and what it missed. */
class Reader {
  missed = 0;
  doubled = 0;
  private isLive = false;
  private rest: Buffer = Buffer.alloc(0);

  constructor(
    public last: number,
    private readonly onTimed: (sentAt: number, now: number) => void,
  ) {}

  /** @returns true when the snapshot, which tells of earlier changes, is over */
  take(chunk: Buffer): boolean {
    const now = performance.timeOrigin + performance.now();
    const data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const live = this.isLive ? 0 : data.indexOf(caughtUpMark);
    if (live < 0) {
      this.rest = data.subarray(-caughtUpMark.length);
      return false;
    }
    this.isLive = true;
    let done = live;
    for (let at = data.indexOf(idMark, done); at >= 0; at = data.indexOf(idMark, done)) {
      let end = at + idMark.length;
      let number = 0;
      for (let digit = data[end]; digit !== quote && digit !== undefined; digit = data[++end])
        number = number * 10 + digit - zero;
      if (end >= data.length) break;
      // The number of each is checked, the time of some: readers shall not be busier than the gateway.
      const sentAt = number % timedEvery === 0 ? numberAfter(data, sentMark, end) : undefined;
      if (sentAt === null) break;
      this.note(number, sentAt, now);
      done = end;
    }
    // What could be the beginning of a mark waits for the rest of it.
    const open = data.indexOf(idMark, done);
    this.rest = open >= 0 ? data.subarray(open) : data.subarray(Math.max(done, data.length - idMark.length));
    if (this.rest.length > tailBytes) this.rest = this.rest.subarray(-tailBytes);
    return true;
  }

  private note(number: number, sentAt: number | undefined, now: number): void {
    if (number <= this.last) this.doubled++;
    else {
      this.missed += number - this.last - 1;
      this.last = number;
    }
    if (sentAt !== undefined) this.onTimed(sentAt, now);
  }
}

const samplesMax = 200_000;

class Readers {
  private readonly readers: Reader[] = [];
  private samples: number[] = [];
  private seen = 0;
  private stride = 1;
  private cut = 0;

  /** @param next number of the first change to come */
  async open(port: number, count: number, next: number): Promise<void> {
    while (this.readers.length < count) {
      const now = Math.min(connectsAtOnce, count - this.readers.length);
      await Promise.all(Array.from({ length: now }, () => this.join(port, next)));
    }
  }

  report({ first, count }: CrowdOrder): Crowded {
    const last = first + count - 1;
    const sum = (of: (reader: Reader) => number) =>
      this.readers.reduce((total, reader) => total + of(reader), 0);
    const figures = {
      samplesMs: this.samples,
      expected: count * this.readers.length,
      missed: sum(({ missed, last: had }) => missed + last - Math.max(had, first - 1)),
      doubled: sum(({ doubled }) => doubled),
      cut: this.cut,
    };
    this.samples = [];
    this.seen = this.cut = 0;
    this.stride = 1;
    // The next round's first change follows this one's last, and is checked against it.
    for (const reader of this.readers) Object.assign(reader, { missed: 0, doubled: 0, last });
    return figures;
  }

  private join(port: number, next: number): Promise<void> {
    const reader = new Reader(next - 1, (sentAt, now) => this.sample(now - sentAt));
    this.readers.push(reader);
    const socket: Socket = createConnection({ port, host: '127.0.0.1' });
    socket.write('GET /v1/live?topics=balances HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n');
    return new Promise((resolve, reject) => {
      socket.on('data', (chunk) => reader.take(chunk) && resolve());
      socket.on('error', reject);
      socket.on('close', () => {
        this.cut++;
        reject(new Error('the gateway closed the connection'));
      });
    });
  }

  private sample(ms: number): void {
    if (this.seen++ % this.stride !== 0) return;
    this.samples.push(ms);
    if (this.samples.length < samplesMax) return;
    this.samples = this.samples.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port, count, next] = process.argv.slice(2).map(Number) as [number, number, number];
  const readers = new Readers();
  process.on('disconnect', () => process.exit(0));
  await readers.open(port, count, next);
  process.on('message', (order: CrowdOrder) => process.send!(readers.report(order)));
  process.send!('ready');
}
