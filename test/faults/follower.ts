import http from 'node:http';
import type { Random } from './random.js';

interface Heard {
  /** Of the CloudEvent; empty for messages that are none. */
  id: string;
  source: string;
  type: string;
  topic: string;
  subject: string;
  sequence: string;
  /** Epoch milliseconds. */
  at: number;
}

/**
 * Reads the live feed and goes on with the last id after each cut, whoever made it: the server, a fault, or it
 * itself after a few events when it was given a random number of its own. Each connection is to the next of its
 * addresses.
 */
export class Follower {
  readonly heard: Heard[] = [];
  /** What it must never be told. */
  readonly resets: string[] = [];
  connections = 0;
  private lastId: string | null = null;
  private live = false;
  private stopped = false;
  private request: http.ClientRequest | undefined;
  private readonly done: Promise<void>;

  constructor(
    private readonly urls: readonly string[],
    private readonly cuts: Random | null,
    private readonly own: Record<string, string> = {},
  ) {
    this.done = this.run();
  }

  get isLive(): boolean {
    return this.live;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.request?.destroy();
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.once().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, this.cuts ? 5 : 100));
    }
  }

  /** One connection, until somebody cuts it. */
  private once(): Promise<void> {
    let left = this.cuts?.integer(1, 25) ?? Infinity;
    return new Promise((resolve, reject) => {
      const headers = { ...this.own, ...(this.lastId === null ? {} : { 'last-event-id': this.lastId }) };
      const request = http.get(
        this.urls[this.connections % this.urls.length]!,
        { agent: false, headers },
        (response) => {
          if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
          this.connections++;
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
            for (let end = text.indexOf('\n\n'); end >= 0 && left > 0; end = text.indexOf('\n\n')) {
              if (this.take(text.slice(0, end))) left--;
              text = text.slice(end + 2);
            }
            // What came after the cut was never read.
            if (left <= 0) request.destroy();
          });
          response.on('error', () => resolve());
          response.on('close', () => resolve());
        },
      );
      this.request = request;
      request.setTimeout(15_000, () => request.destroy());
      request.on('error', reject);
    });
  }

  private take(block: string): boolean {
    const field = (name: string) =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const event = field('event') ?? 'message';
    const data = JSON.parse(field('data') ?? '{}') as Record<string, unknown>;
    if (event === 'reset') this.resets.push(JSON.stringify(data));
    if (event === 'caught-up') this.live = true;
    // Before it has caught up it has only half of a snapshot, and would begin anew.
    if (this.live) this.lastId = field('id') ?? this.lastId;
    if (!this.live || typeof data['id'] !== 'string') return false;
    const { source, sequence } = data;
    const said = { source: String(source ?? ''), sequence: String(sequence ?? ''), type: event };
    this.heard.push({ id: data['id'], at: Date.now(), ...said, ...placeOf(event, data) });
    return true;
  }
}

/** Where the event stood on Kafka: its topic, and the key that kept it in order. */
function placeOf(type: string, event: Record<string, unknown>): { topic: string; subject: string } {
  const subject = String(event['subject'] ?? '');
  if (type.startsWith('lumbung.alert.')) return { topic: 'alerts', subject };
  if (type.startsWith('lumbung.balance.')) return { topic: 'balances', subject };
  if (/^lumbung\.shipment\.(recommended|withdrawn|updated)\.v1$/.test(type))
    return { topic: 'shipments', subject };
  return { topic: 'facts', subject: `${String(event['hub'])}/${String(event['commodity'] ?? '')}` };
}
