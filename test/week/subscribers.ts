import { outboundTopic } from '#contracts';
import { tailTopics, type Tail } from '#kafka';
import { Webhook } from 'standardwebhooks';
import { Follower } from '../faults/follower.js';
import { Random } from '../faults/random.js';
import { Receiver } from '../webhooks/receiver.js';
import type { HeardEvent } from './checker.js';

export interface Wire {
  id: string;
  source: string;
  type: string;
  subject: string;
  sequence: string;
  data: Record<string, unknown>;
}

const heardOf = ({ id, source, subject, sequence, type }: Wire): HeardEvent => ({
  ...{ id, source, subject, sequence, type },
});

/** `outbound.<party>`, from the beginning on. */
export class TopicReader {
  readonly heard: HeardEvent[] = [];
  private tail: Tail | undefined;

  static async start(brokers: string, party: string, onEvent?: (event: Wire) => void): Promise<TopicReader> {
    const reader = new TopicReader();
    reader.tail = await tailTopics({
      brokers: brokers.split(','),
      clientId: `week-${party}`,
      topics: [outboundTopic(party)],
      from: (_topic, _partition, earliest) => earliest,
      onRecord: ({ value }) => {
        const event = JSON.parse(value!.toString()) as Wire;
        reader.heard.push(heardOf(event));
        onEvent?.(event);
      },
      onCrash: (error) => {
        throw error;
      },
    });
    return reader;
  }

  async stop(): Promise<void> {
    await this.tail?.stop();
  }
}

/** Asks `/v1/outbound` again and again with its cursor. */
export class Poller {
  readonly heard: HeardEvent[] = [];
  polls = 0;
  private cursor: string | null = null;
  private stopped = false;
  private readonly done: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const more = await this.poll().catch(() => false);
      if (!more) await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  private async poll(): Promise<boolean> {
    const after = this.cursor === null ? '' : `&cursor=${encodeURIComponent(this.cursor)}`;
    const headers = { authorization: `Bearer ${this.key}` };
    const response = await fetch(`${this.url}/v1/outbound?limit=200${after}`, { headers });
    if (!response.ok) throw new Error(`/v1/outbound answered ${response.status}`);
    const page = (await response.json()) as { items: Wire[]; next: string; more: boolean };
    this.polls++;
    this.heard.push(...page.items.map(heardOf));
    this.cursor = page.next;
    return page.more;
  }
}

/** The live feed of shipments as one party may see it, cut by its reader every few events. */
export const liveReader = (url: string, key: string, random: Random): Follower =>
  new Follower([`${url}/v1/live?topics=shipments`], random, { authorization: `Bearer ${key}` });

const path = '/week';
/** How likely a delivery that may still fail does, so that a third of all attempts fails, by how often it may. */
const chances = { 1: 0.5, 2: 0.366 };
/** Each takes ten seconds of everybody's time. */
const silentMax = 1;

/**
 * A webhook that fails a third of the time: it answers 500, cuts the connection or says nothing, now and then after
 * it has taken the event.
 */
export class FailingHook {
  readonly heard: HeardEvent[] = [];
  readonly faults = { refused: 0, cut: 0, silent: 0 };
  attempts = 0;
  /** From then on it takes everything. */
  isWell = false;
  private readonly failed = new Map<string, number>();
  private verifier: Webhook | undefined;

  private constructor(
    private readonly receiver: Receiver,
    private readonly random: Random,
    failuresMax: 1 | 2,
  ) {
    receiver.answer(path, (response, { id, body, headers }) => {
      this.attempts++;
      const event = this.verifier!.verify(body, headers as Record<string, string>) as Wire;
      const failures = this.failed.get(id) ?? 0;
      if (this.isWell || failures >= failuresMax || !this.random.chance(chances[failuresMax])) {
        this.heard.push(heardOf(event));
        return response.writeHead(204).end();
      }
      this.failed.set(id, failures + 1);
      const kind = this.random.next();
      // Some have done their work when the answer is lost: only the id tells them of the repeat.
      if (this.random.chance(0.3)) this.heard.push(heardOf(event));
      if (kind < 0.6) {
        this.faults.refused++;
        return response.writeHead(500).end('tidak');
      }
      if (kind < 0.95 || this.faults.silent >= silentMax * failuresMax) {
        this.faults.cut++;
        return response.destroy();
      }
      this.faults.silent++;
      return undefined;
    });
  }

  /** @param failuresMax of one delivery: the next attempt after many would be minutes away */
  static async start(random: Random, failuresMax: 1 | 2): Promise<FailingHook> {
    return new FailingHook(await Receiver.start(), random, failuresMax);
  }

  /** As WEBHOOK_TARGETS has it. */
  get target(): string {
    return `127.0.0.1:${this.receiver.port}`;
  }

  async subscribe(url: string, key: string, types: readonly string[]): Promise<void> {
    const response = await fetch(`${url}/v1/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: this.receiver.url(path), types }),
    });
    const { secret } = (await response.json()) as { secret?: string };
    if (secret === undefined) throw new Error(`the webhook was not made: ${response.status}`);
    this.verifier = new Webhook(secret);
  }

  get failures(): number {
    return this.faults.refused + this.faults.cut + this.faults.silent;
  }

  stop(): Promise<void> {
    return this.receiver.stop();
  }
}
