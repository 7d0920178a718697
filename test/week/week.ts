import { changeRegistry, Database } from '#database';
import { Random } from '../faults/random.js';
import { day } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';
import {
  checkAccounts,
  checkHearing,
  checkLots,
  checkReceipts,
  checkRevisions,
  checkSigns,
  checkSums,
  identityOf,
  whereabouts,
  type Goods,
  type HeardEvent,
  type WeekAccount,
  type WeekLot,
  type WeekShipment,
  type Whereabouts,
} from './checker.js';
import { Play } from './play.js';
import { FailingHook, liveReader, Poller, TopicReader } from './subscribers.js';
import {
  eggs,
  goods,
  leavingCarrier,
  listener,
  prepareWorld,
  type Good,
  type Town,
  type World,
} from './world.js';

export interface WeekOptions {
  seed: number;
  /** Shipments that a carrier has accepted, at least. */
  shipments: number;
  offerSeconds: number;
  /** Of one delivery to the webhook, at most. */
  failures: 1 | 2;
  say: (text: string) => void;
}

export interface Verdict {
  wrong: Record<string, string[]>;
  shipments: number;
  deeds: Play['deeds'];
  /** Accepted, and never left. */
  expired: number;
  refusals: Record<string, number>;
  places: Record<string, Whereabouts>;
  heard: Record<string, { events: number; repeats: number }>;
  hook: { attempts: number; failures: number; faults: FailingHook['faults'] };
  seconds: number;
}

const horizonDays = 13;
/** Days that pass at the end. */
const goneDays = 5;
const quietMs = 2_500;
const restWithinMs = 240_000;
/** Eggs end on the fourteenth day. */
const eggDaysMax = 9;
/** The listener's own: what everybody may take is published to all twelve. */
const hookTypes = [
  'lumbung.shipment.updated.v1',
  'lumbung.shipment.offered.v1',
  'lumbung.offer.closed.v1',
  'lumbung.change.proposed.v1',
  'lumbung.change.closed.v1',
];
const shipmentType = /^lumbung\.shipment\.(recommended|updated|withdrawn)\.v1$/;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Slot {
  town: Town;
  good: Good;
  /** Days until its truck is loaded. */
  pickup: number;
}

/** A week of demands, carriers and receivers on real services, and what is to be found at its end. */
export class Week {
  private readonly random: Random;
  private readonly counted = new Map<string, { commodity: string; quantity: number }>();
  private readonly stopping: (() => Promise<void>)[] = [];
  private readonly startedAt = Date.now();
  private world!: World;
  private services!: RunningServices;
  private database!: Database;
  private play!: Play;
  private hook!: FailingHook;
  private poller!: Poller;
  private topic!: TopicReader;
  private live!: ReturnType<typeof liveReader>;
  private hub!: TopicReader;
  private readonly published: (HeardEvent & { carrier: string | null; status: string })[] = [];
  private said = 0;

  private constructor(private readonly options: WeekOptions) {
    this.random = new Random(options.seed);
  }

  static async begin(options: WeekOptions): Promise<Week> {
    const week = new Week(options);
    try {
      await week.start();
    } catch (error) {
      await week.end();
      throw error;
    }
    return week;
  }

  private async start(): Promise<void> {
    const { seed, offerSeconds } = this.options;
    this.hook = await FailingHook.start(new Random(seed + 1), this.options.failures);
    this.stopping.push(() => this.hook.stop());
    this.services = await startServices({ READ_ACCESS: 'key', WEBHOOK_TARGETS: this.hook.target });
    this.stopping.push(() => this.services.stop());
    const { url, brokers, databaseUrl } = this.services;
    this.database = await Database.connect({ url: databaseUrl, name: 'week', connectionsMax: 2 });
    this.stopping.push(() => this.database.close());
    this.world = await prepareWorld(this.services, this.database, offerSeconds);
    const key = this.world.keys[listener]!;
    this.play = new Play(url, this.world, seed);
    await this.hook.subscribe(url, key, hookTypes);
    this.poller = new Poller(url, key);
    this.stopping.push(() => this.poller.stop());
    this.live = liveReader(url, key, new Random(seed + 2));
    this.stopping.push(() => this.live.stop());
    this.topic = await TopicReader.start(brokers, listener);
    this.stopping.push(() => this.topic.stop());
    this.hub = await TopicReader.start(brokers, 'btc', (event) => {
      const { carrier, status } = event.data as { carrier: string | null; status: string };
      this.published.push({ ...event, carrier, status });
      this.play.hear(event);
    });
    this.stopping.push(() => this.hub.stop());
    // The registry is read anew each second.
    await pause(1_500);
    while (!this.live.isLive) await pause(50);
  }

  async end(): Promise<void> {
    for (const stop of this.stopping.splice(0).reverse()) await stop().catch(() => undefined);
  }

  lastWords(): string {
    return (['gateway', 'intake', 'reconciler', 'dispatcher'] as const)
      .map((name) => `${name}:\n${this.services?.lastWords(name, 8)}`)
      .join('\n');
  }

  /** Waves of demands, each while the one before is on the road, until there were enough shipments; then rest. */
  async pass(): Promise<void> {
    const { shipments, say } = this.options;
    for (let wave = 1; this.taken < shipments; wave++) {
      // A wave is at most what a town of every lane may ask for on every date, in every class.
      const share = wave === 1 ? 0.55 : 0.9;
      const missing = Math.ceil((shipments - this.taken) * share);
      const slots = this.random.shuffled(this.slots()).slice(0, Math.max(8, missing));
      await this.produce(slots, wave);
      await this.ask(slots, wave);
      await (wave === 1 ? this.underWay(slots.length) : this.rest());
      say(`week: wave ${wave}, ${this.taken} shipments, ${this.seconds} s`);
    }
    await this.rest();
    await this.forget();
    say(`week: at rest, ${this.taken} shipments, ${this.seconds} s`);
  }

  /** Most of a wave is accepted, and little of it has arrived. */
  private async underWay(shipments: number): Promise<void> {
    for (const giveUpAt = Date.now() + restWithinMs; this.taken < shipments * 0.6;) {
      if (Date.now() > giveUpAt) throw new Error(`only ${this.taken} of ${shipments} were accepted`);
      await pause(100);
    }
  }

  /** Days pass for those who said yes and never came; nothing is offered any more meanwhile. */
  private async forget(): Promise<void> {
    const value = { ...this.world.hub, offerApproval: true, departureHours: -24 * goneDays };
    const change = { kind: 'hub' as const, code: value.code, value };
    await changeRegistry(this.database, [change], { party: value.code, reason: 'a week is over' });
    const last = day(goneDays - 1);
    const waiting = () =>
      [...this.play.states.values()].filter(
        ({ status, shipmentId }) => status === 'accepted' && /\d{4}-\d\d-\d\d/.exec(shipmentId)![0] < last,
      );
    for (const giveUpAt = Date.now() + restWithinMs; waiting().length > 0;) {
      if (Date.now() > giveUpAt) throw new Error(`still promised: ${JSON.stringify(waiting().slice(0, 3))}`);
      await pause(100);
    }
    await this.rest();
  }

  private get taken(): number {
    return [...this.play.states.values()].filter(
      ({ carrier, status }) => carrier !== null && status !== 'offered',
    ).length;
  }

  private get seconds(): number {
    return Math.round((Date.now() - this.startedAt) / 1_000);
  }

  private slots(): Slot[] {
    return this.world.towns.flatMap((town) =>
      goods.flatMap((good) =>
        Array.from({ length: horizonDays + 1 }, (_, pickup): Slot => ({ town, good, pickup })),
      ),
    );
  }

  /** Two lots of each commodity, counted once, then moved in. */
  private async produce(slots: readonly Slot[], wave: number): Promise<void> {
    for (const good of [...goods, eggs]) {
      const wanted = good === eggs ? slots.length : slots.filter((slot) => slot.good === good).length;
      for (const lot of ['a', 'b']) {
        const quantity = Math.ceil((wanted + 3) * good.to * 0.7) + this.random.integer(0, 999);
        // Some rice is kept for the town itself.
        const more = good.commodity === 'rice.milled' && wave === 1 ? 2_000_000 : 0;
        const { commodity, location, unit } = good;
        const of = { commodity, location, lot, unit };
        const amount = quantity + more;
        await (wave === 1
          ? this.say(good.party, 'stock.counted', { ...of, quantity: amount })
          : this.say(good.party, 'stock.moved', { ...of, delta: amount, reason: 'produced' }));
        const lotId = `${location}/${lot}`;
        const before = this.counted.get(lotId)?.quantity ?? 0;
        this.counted.set(lotId, { commodity, quantity: before + amount });
      }
    }
  }

  private async ask(slots: readonly Slot[], wave: number): Promise<void> {
    const events = new Map<string, object[]>();
    for (const [k, { town, good, pickup }] of slots.entries()) {
      const days = pickup + 1 + Math.floor(town.lateHours / 24);
      const wanted =
        good.temperatureClass === 'ambient' && days <= eggDaysMax && this.random.chance(0.4)
          ? [good, eggs]
          : [good];
      for (const { commodity, unit, from, to } of wanted) {
        const data = {
          demandId: `w${wave}.${k}.${commodity}`,
          destination: town.region,
          ...{ commodity, unit, quantity: this.random.integer(from, to), basis: 'order' },
          window: { from: day(days), to: day(days) },
        };
        const own = events.get(town.party) ?? [];
        events.set(town.party, [...own, this.event(town.party, 'demand.declared', data)]);
      }
    }
    for (const [party, own] of events)
      for (let k = 0; k < own.length; k += 50) await this.post(party, own.slice(k, k + 50));
  }

  private say(party: string, type: string, data: object): Promise<void> {
    return this.post(party, [this.event(party, type, data)]);
  }

  private event(party: string, type: string, data: object): object {
    const id = `week-${++this.said}`;
    const source = `urn:lumbung:party:${party}`;
    const time = new Date().toISOString();
    return { specversion: '1.0', id, source, time, type: `lumbung.${type}.v1`, data };
  }

  private async post(party: string, events: object[]): Promise<void> {
    const response = await fetch(`${this.services.url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.world.keys[party]}`,
        'content-type': 'application/cloudevents-batch+json',
      },
      body: JSON.stringify(events),
    });
    const text = await response.text();
    if (response.status !== 202)
      throw new Error(`${party} was answered ${response.status}: ${text.slice(0, 500)}`);
  }

  /** How much there is; a busy machine that does not answer is asked again. */
  private async left(of: string): Promise<string> {
    const rows = this.database.query<{ left: string }>(`SELECT count(*) AS left FROM ${of}`);
    return rows.then(([row]) => row!.left).catch(() => 'an unknown number');
  }

  /** Waits until nobody has anything to do, and everything that was said has been worked through. */
  private async rest(): Promise<void> {
    const giveUpAt = Date.now() + restWithinMs;
    for (;;) {
      await pause(200);
      const left = await this.left('transport.outbox');
      if (this.play.isIdle && left === '0' && Date.now() - this.play.lastAt > quietMs) return;
      if (Date.now() > giveUpAt) {
        const open = [...this.play.states.values()].filter(({ status }) => status === 'offered');
        throw new Error(`no rest: ${JSON.stringify(open.slice(0, 3))}`);
      }
    }
  }

  /** Waits until every delivery to the webhook was taken, and the other readers have nothing new. */
  private async drain(): Promise<void> {
    const { hook, poller, live, topic } = this;
    // A receiver that fails a third of the time is left alone for a while again and again: what counts is that it goes on.
    let movedAt = Date.now();
    for (let last = '', before = '', since = Date.now(); ;) {
      const left = await this.left(`outbound.delivery WHERE state = 'pending'`);
      const now = [hook, poller, live, topic].map(({ heard }) => heard.length).join();
      if (now !== last || left !== before) movedAt = Date.now();
      if (now !== last || left !== '0') since = Date.now();
      [last, before] = [now, left];
      if (Date.now() - since > 1_500) return;
      if (Date.now() - movedAt > restWithinMs) throw new Error(`${left} deliveries are still waiting`);
      await pause(100);
    }
  }

  async judge(): Promise<Verdict> {
    await this.rest();
    // The short week does not wait for those that would fail once more.
    this.hook.isWell = this.options.failures === 1;
    await this.drain();
    const all = await this.gather();
    const places = whereabouts(all);
    const heard = this.hearings();
    const figures = [
      ...all.lots.map((lot) => ({ of: lot.lotId, figures: lot })),
      ...all.accounts.map((account) => ({ of: account.shipmentId, figures: account })),
      ...(await this.list<{ demandId: string }>('demands')).map((line) => ({
        of: line.demandId,
        figures: line,
      })),
      ...(await this.list<{ commodity: string }>('balances')).map((line) => ({
        of: line.commodity,
        figures: line,
      })),
      ...[...places].map(([of, { missing: _missing, ...its }]) => ({ of, figures: its })),
    ];
    const revisions = await this.database.query<{ shipmentId: string; revision: number }>(
      `SELECT shipment_id AS "shipmentId", sequence::int AS revision FROM dispatcher.shipment_revision`,
    );
    const states = this.published.filter(({ type }) => shipmentType.test(type));
    return {
      wrong: {
        sums: checkSums(all),
        lots: checkLots(all),
        receipts: checkReceipts(all),
        accounts: checkAccounts(all),
        signs: checkSigns(figures, all),
        revisions: checkRevisions(revisions, states),
        stored: await this.checkStored(all),
        refused: await this.refused(),
        ...Object.fromEntries(Object.entries(heard).map(([name, { wrong }]) => [name, wrong])),
      },
      shipments: this.taken,
      deeds: this.play.deeds,
      expired: [...this.play.states.values()].filter(
        ({ status, carrier }) => status === 'expired' && carrier === leavingCarrier,
      ).length,
      refusals: Object.fromEntries(this.play.refusals),
      places: Object.fromEntries(places),
      heard: Object.fromEntries(
        Object.entries(heard).map(([name, { events, repeats }]) => [name, { events, repeats }]),
      ),
      hook: { attempts: this.hook.attempts, failures: this.hook.failures, faults: this.hook.faults },
      seconds: this.seconds,
    };
  }

  private async gather(): Promise<Goods> {
    const rows = await this.list<{ line: WeekAccount } & WeekAccount>('over-short', '&by=line');
    return {
      counted: this.counted,
      receipts: this.play.receipts,
      lots: (await this.list<WeekLot>('stock')).filter(
        ({ lotId }) => this.counted.has(lotId) || !lotId.endsWith('/'),
      ),
      shipments: await this.list<WeekShipment>('shipments'),
      accounts: rows.map(({ line, ...sums }) => ({ ...line, ...sums })),
    };
  }

  private hearings() {
    // What the hub was told is all that there is; a carrier hears its own, and what is open to any.
    const isOpen = (status: string) => ['recommended', 'offered', 'withdrawn', 'expired'].includes(status);
    const isOwn = ({ type, carrier, status }: (typeof this.published)[number]) =>
      shipmentType.test(type) && carrier === null ? isOpen(status) : carrier === listener;
    const own = this.published.filter(isOwn);
    const names = (events: typeof own) => new Set(events.map(identityOf));
    const everything = names(own);
    const hooked = names(own.filter(({ type }) => hookTypes.includes(type)));
    const shipments = names(own.filter(({ type }) => shipmentType.test(type)));
    const { hook, poller, topic, live } = this;
    const told = {
      webhook: [hook.heard, hooked],
      fetched: [poller.heard, everything],
      kafka: [topic.heard, everything],
      live: [live.heard, shipments],
    } as const;
    return Object.fromEntries(
      Object.entries(told).map(([name, [heard, due]]) => [
        name,
        { events: due.size, ...checkHearing(name, heard, due) },
      ]),
    );
  }

  /** The API answers what is stored. */
  private async checkStored({ shipments }: Goods): Promise<string[]> {
    const rows = await this.database.query<{ shipment: WeekShipment }>(
      'SELECT shipment FROM dispatcher.shipment',
    );
    const of = ({ shipmentId, status, carrier, lines }: WeekShipment) =>
      JSON.stringify([shipmentId, status, carrier, lines]);
    const answered = new Set(shipments.map(of));
    return rows
      .map(({ shipment }) => shipment)
      .filter((shipment) => !answered.has(of(shipment)))
      .map((shipment) => `stored and not answered: ${of(shipment)}`)
      .slice(0, 5);
  }

  /** What was answered 202 and refused behind the door would be missing from what was said. */
  private async refused(): Promise<string[]> {
    const rows = await this.database.query<{ party: string; event_id: string; code: string }>(
      'SELECT party, event_id, code FROM intake.rejected',
    );
    // An answer may turn out too late behind the door: its sender is told so, and nothing came of it.
    const late = new Set(['OFFER_OVER', 'CHANGE_OVER', 'SHIPMENT_STATE', 'SHIPMENT_NOT_YOURS']);
    const isLate = ({ event_id, code }: { event_id: string; code: string }) =>
      late.has(code) && /^(responses|changes)-/.test(event_id);
    this.play.deeds.late += rows.filter(isLate).length;
    return rows
      .filter((row) => !isLate(row))
      .map(({ party, event_id, code }) => `${party}/${event_id}: ${code}`)
      .slice(0, 5);
  }

  private async list<T>(name: string, more = ''): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const response = await fetch(`${this.services.url}/v1/${name}?limit=500${more}${after}`, {
        headers: { authorization: `Bearer ${this.world.keys['btc']}` },
      });
      if (!response.ok) throw new Error(`/v1/${name} answered ${response.status}: ${await response.text()}`);
      const page = (await response.json()) as { items: T[]; next: string | null };
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }
}
