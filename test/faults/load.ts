import { randomUUID } from 'node:crypto';
import { inboundTopic } from '#contracts';
import { createProducer, type Producer } from '#kafka';
import { pause } from './site.js';
import { Random } from './random.js';

/** One event of the history: what was said, and what its sender was told. */
export interface Sent {
  party: string;
  id: string;
  /** As sent; more than one when the id was used again for something else. */
  bodies: string[];
  /** Somebody took responsibility for it: an HTTP answer, or the broker. */
  acknowledged: boolean;
  isGood: boolean;
}

export interface History {
  readonly sent: Map<string, Sent>;
  /** Marks of records that are no events; true when the broker has taken them. */
  readonly poison: Map<string, boolean>;
  /** When somebody took responsibility for events, in epoch milliseconds. */
  readonly answeredAt: number[];
  requests: number;
  failures: number;
}

export interface LoadOptions {
  /** Addresses of gateways; each request goes to the next. */
  urls: readonly string[];
  keys: Record<string, string>;
  brokers: string[];
  seed: number;
}

type Farm = readonly [party: string, place: string, commodity: string, unit: string];

const farms: readonly Farm[] = [
  ['peternakan-ponggok', 'kandang-ponggok', 'egg.chicken', 'KGM'],
  ['penggilingan-kanigoro', 'gudang-kanigoro', 'rice.milled', 'KGM'],
  ['koperasi-susu-gandusari', 'tangki-gandusari', 'milk.cow', 'LTR'],
  ['kambing-sananwetan', 'rph-sananwetan', 'meat.goat', 'KGM'],
];
const cities = [
  ['e-peken', '35.78'],
  ['food-station', '31'],
  ['depok-pangan', '32.76'],
] as const;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const retriesMax = 40;
const requestMs = 20_000;

/** Parties that talk all the time, over HTTP and straight on Kafka, and remember what they said. */
export class Load {
  readonly history: History = {
    sent: new Map(),
    poison: new Map(),
    answeredAt: [],
    requests: 0,
    failures: 0,
  };
  private readonly random: Random;
  private readonly producer: Producer;
  private readonly workers: Promise<void>[] = [];
  private running = false;
  private marks = 0;

  constructor(private readonly options: LoadOptions) {
    this.random = new Random(options.seed);
    const { brokers } = options;
    const createMissing = { partitions: 6, replication: Math.min(brokers.length, 3) };
    this.producer = createProducer({ brokers, clientId: 'partners', createMissing });
  }

  start(): void {
    this.running = true;
    for (let i = 0; i < 3; i++) this.workers.push(this.work(() => this.speakHttp()));
    for (let i = 0; i < 2; i++) this.workers.push(this.work(() => this.speakKafka()));
  }

  /** Ends when the last event has its answer, or is given up. */
  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.workers.splice(0));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.producer.close();
  }

  private async work(speak: () => Promise<void>): Promise<void> {
    while (this.running) {
      await speak();
      await pause(this.random.integer(50, 250));
    }
  }

  private async speakHttp(): Promise<void> {
    const { party, events } = this.utterance();
    await this.until(
      async () => {
        const { urls } = this.options;
        const response = await fetch(`${urls[this.history.requests % urls.length]}/v1/events`, {
          method: 'POST',
          signal: AbortSignal.timeout(requestMs),
          headers: {
            authorization: `Bearer ${this.options.keys[party]}`,
            'content-type': 'application/cloudevents-batch+json',
          },
          body: `[${events.map(({ body }) => body).join(',')}]`,
        });
        await response.text();
        // A refusal is an answer too; busy or broken is none.
        return response.status < 500 && response.status !== 429;
      },
      events.map(({ sent }) => sent),
    );
  }

  private async speakKafka(): Promise<void> {
    const { party, events } = this.utterance();
    const topic = inboundTopic(party);
    const records = events.map(({ body }) => ({
      topic,
      key: String(this.random.integer(0, 5)),
      value: body,
    }));
    const marks = this.random.chance(0.3) ? [this.spoil(topic)] : [];
    const poison = marks.flatMap(({ record }) => [record, { ...record, value: null }]);
    const taken = await this.until(
      async () => {
        await this.producer.send(this.random.shuffled([...records, ...poison]));
        return true;
      },
      events.map(({ sent }) => sent),
    );
    for (const { mark } of marks) this.history.poison.set(mark, taken);
  }

  /** Says it again, with the same ids, until it is answered; now and then gives up at the first failure. */
  private async until(attempt: () => Promise<boolean>, events: readonly Sent[]): Promise<boolean> {
    const patience = this.random.chance(0.8) ? retriesMax : 1;
    for (let i = 0; i < patience; i++) {
      this.history.requests++;
      if (await attempt().catch(() => false)) {
        for (const sent of events) sent.acknowledged = true;
        this.history.answeredAt.push(Date.now());
        return true;
      }
      this.history.failures++;
      await pause(this.random.integer(100, 500));
    }
    return false;
  }

  /** A few events of one party: new ones, ones from before, in any order. */
  private utterance(): { party: string; events: { sent: Sent; body: string }[] } {
    const isFarm = this.random.chance(0.7);
    const farm = this.random.pick(farms);
    const city = this.random.pick(cities);
    const party = isFarm ? farm[0] : city[0];
    const events = Array.from({ length: this.random.integer(1, 6) }, () => {
      const fresh = isFarm ? this.ofFarm(farm) : this.ofCity(city);
      return this.remember(party, fresh.type, fresh.data, fresh.isGood);
    });
    const earlier = [...this.history.sent.values()].slice(-300).filter((sent) => sent.party === party);
    if (earlier.length > 0 && this.random.chance(0.4))
      for (let i = this.random.integer(1, 4); i > 0; i--) {
        const sent = this.random.pick(earlier);
        events.push({ sent, body: sent.bodies[0]! });
      }
    if (this.random.chance(0.02)) events.push(this.reuse(events[0]!.sent));
    return { party, events: this.random.shuffled(events) };
  }

  private ofFarm([, location, commodity, unit]: Farm) {
    const { random } = this;
    const base = { location, commodity, unit };
    if (random.chance(0.03))
      return { type: 'stock.counted', data: { ...base, location: 'nowhere', quantity: 1 }, isGood: false };
    if (random.chance(0.25)) {
      const data = { ...base, lot: `c${random.integer(0, 3)}`, quantity: random.integer(500, 900) };
      return { type: 'stock.counted', data, isGood: true };
    }
    const data = {
      ...base,
      lot: `m${random.integer(0, 3)}`,
      delta: random.integer(1, 9),
      reason: 'produced',
    };
    return { type: 'stock.moved', data, isGood: true };
  }

  private ofCity([party, destination]: readonly [string, string]) {
    const [, , commodity, unit] = this.random.pick(farms);
    const demandId = `${party}.${commodity}.${this.random.integer(0, 3)}`;
    const quantity = this.random.integer(50, 5_000);
    const window = { from: dateIn(0), to: dateIn(6) };
    const data = { demandId, destination, commodity, unit, quantity, window, basis: 'order' };
    return { type: 'demand.declared', data, isGood: true };
  }

  private remember(party: string, type: string, data: object, isGood: boolean): { sent: Sent; body: string } {
    const id = randomUUID();
    // Reports arrive in another order than things happened, some of them from clocks that are wrong.
    const ageMs = this.random.chance(0.05) ? hourMs : this.random.integer(0, 60_000);
    const body = bodyOf(party, id, type, data, Date.now() - ageMs);
    const sent: Sent = { party, id, bodies: [body], acknowledged: false, isGood };
    this.history.sent.set(`${party}/${id}`, sent);
    return { sent, body };
  }

  /** The same id for something else: only one of the two may count. */
  private reuse(sent: Sent): { sent: Sent; body: string } {
    const event = JSON.parse(sent.bodies[0]!) as { data: Record<string, unknown> };
    if (typeof event.data['quantity'] === 'number') event.data['quantity'] = event.data['quantity'] + 1;
    const body = JSON.stringify({ ...event, time: new Date().toISOString() });
    sent.bodies.push(body);
    return { sent, body };
  }

  private spoil(topic: string) {
    const mark = `poison-${this.options.seed}-${++this.marks}`;
    const value = this.random.pick([
      `{"mark":"${mark}"`,
      `"${mark}"`,
      Buffer.concat([Buffer.from(`{"mark":"${mark}`), Buffer.from([0xff, 0xfe, 0x00])]),
      `{"mark":"${mark}","filler":"${'x'.repeat(1_000_000)}"}`,
      JSON.stringify({ mark, nul: '\u0000', half: '\ud800' }),
    ]);
    const headers = { 'ce_\u0000': '\ud800', 'lumbung-party': 'btc', 'lumbung-refused': mark };
    return { mark, record: { topic, key: mark, value, headers } };
  }
}

function bodyOf(party: string, id: string, type: string, data: object, time: number): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `urn:lumbung:party:${party}`,
    type: `lumbung.${type}.v1`,
    time: new Date(time).toISOString(),
    datacontenttype: 'application/json',
    data,
  });
}

const dateIn = (days: number) => new Date(Date.now() + 7 * hourMs + days * dayMs).toISOString().slice(0, 10);
