import { createHash } from 'node:crypto';
import type { RegistryCache } from '#access';
import type { Database } from '#database';
import { tailTopics } from '#kafka';
import type { Tail } from '#kafka';
import type { Log } from '#runtime';
import { readFeeds } from '../queries/feeds.js';
import type { GatewaySettings } from '../settings.js';
import { FeedBoard } from './feed-board.js';
import { LiveClient } from './live-client.js';
import type { FrameSink } from './live-client.js';
import { readLiveEvent } from './live-event.js';
import { LiveFeed } from './live-feed.js';
import type { LiveFilter } from './live-filter.js';
import { decodeCursor, liveTopics } from './positions.js';
import type { Positions } from './positions.js';

export interface Joining {
  sink: FrameSink;
  /** Indexes in `liveTopics`. */
  topics: number[];
  feeds: boolean;
  filter: LiveFilter;
  /** Cursor to go on from. */
  lastEventId: string | null;
  onClosed: () => void;
}

const warmUpRecords = 500;
const pendingWaitMs = 5_000;
const catchUpWaitMs = 2_000;
const pollMs = 20;
const feedPollMs = 1_000;
const tailAttemptsMax = 5;
const tailRetryMs = 500;

/** Runs the live feed of this instance: reads Kafka, keeps the present, serves the clients. */
export class LiveService {
  readonly board = new FeedBoard();
  private readonly clients = new Set<LiveClient>();
  private readonly timers: NodeJS.Timeout[] = [];
  private tail: Tail | null = null;
  private isReady = false;
  private isStopped = false;

  private constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly settings: GatewaySettings,
    private readonly log: Log,
    readonly feed: LiveFeed,
  ) {}

  static async create(database: Database, registry: RegistryCache, settings: GatewaySettings, log: Log) {
    const feed = new LiveFeed({
      index: () => registry.index,
      installation: await installationOf(database),
      recordsMax: settings.liveRecordsMax,
      bytesMax: settings.liveBytesMax,
      refill: settings.liveRefill,
      warmUp: warmUpRecords,
    });
    return new LiveService(database, registry, settings, log, feed);
  }

  /**
   * Reads the present from the database first and Kafka from before that moment on, so that nothing falls
   * between them: whatever the tables hold by then is on Kafka behind the positions that clients get, or in
   * the outbox, which is waited for.
   */
  async start(onCrash: (error: Error) => void): Promise<void> {
    const pending = await this.readPresent();
    this.tail = await this.openTail(onCrash);
    await this.tail.ready;
    await this.waitFor(
      () => [...pending].every(([stream, last]) => this.feed.duplicates.reached(stream) >= last),
      pendingWaitMs,
    );
    await this.readFeeds();
    this.timers.push(setInterval(() => this.beat(), this.settings.heartbeatMs));
    this.timers.push(setInterval(() => void this.readFeeds(), feedPollMs));
    this.isReady = true;
  }

  /** A broker that has only just started may refuse a reader's first steps. */
  private async openTail(onCrash: (error: Error) => void): Promise<Tail> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await tailTopics({
          brokers: this.settings.brokers,
          clientId: 'lumbung-gateway-live',
          topics: [...liveTopics],
          from: (topic, partition, earliest, latest) => this.feed.startOf(topic, partition, earliest, latest),
          onRecord: (record) => this.feed.take(record),
          onCrash,
          log: this.log,
        });
      } catch (err) {
        if (attempt === tailAttemptsMax) throw err;
        this.log.warn({ err }, 'the live feed will try again to read');
        await new Promise((resolve) => setTimeout(resolve, tailRetryMs));
      }
    }
  }

  get ready(): boolean {
    return this.isReady && !this.isStopped;
  }

  get clientCount(): number {
    return this.clients.size;
  }

  get isFull(): boolean {
    return this.clients.size >= this.settings.liveClientsMax;
  }

  /** Adds a client: it goes on where it was, or begins with a snapshot. */
  async join(joining: Joining): Promise<LiveClient> {
    const { topics, feeds, filter, sink, lastEventId } = joining;
    const resume = lastEventId === null ? null : await this.resumable(topics, lastEventId);
    const client: LiveClient = new LiveClient({
      feed: this.feed,
      board: this.board,
      sink,
      topics,
      feeds,
      filter,
      resume,
      reset: lastEventId !== null && resume === null,
      onClosed: () => {
        this.clients.delete(client);
        joining.onClosed();
      },
    });
    this.clients.add(client);
    client.wake();
    return client;
  }

  /** Ends every stream with a hint when to come back; the clients go on elsewhere with their last id. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const client of [...this.clients]) client.end();
    await this.tail?.stop();
  }

  private async resumable(topics: number[], lastEventId: string): Promise<Positions | null> {
    const positions = decodeCursor(lastEventId, this.feed.options.installation);
    if (!positions) return null;
    // Another instance may be a little ahead of this one.
    const caughtUp = await this.waitFor(() => !this.feed.isBehind(topics, positions), catchUpWaitMs);
    return caughtUp && this.feed.holds(topics, positions) ? positions : null;
  }

  private async waitFor(condition: () => boolean, waitMs: number): Promise<boolean> {
    for (const giveUpAt = Date.now() + waitMs; !condition();) {
      if (Date.now() > giveUpAt || this.isStopped) return false;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    return true;
  }

  /** Fills the present state; answers what was committed but perhaps not published yet, by outbox stream. */
  private async readPresent(): Promise<Map<string, number>> {
    const rows = await this.database.query<{
      kind: string;
      name: string | null;
      event: object | null;
      last: string | null;
    }>(
      `SELECT 'shipments' AS kind, NULL AS name, event, NULL::bigint AS last FROM dispatcher.shipment
         WHERE status NOT IN ('closed', 'declined', 'expired', 'withdrawn', 'cancelled')
       UNION ALL SELECT 'balances', NULL, event, NULL FROM reconciler.balance
       UNION ALL SELECT 'alerts', NULL, event, NULL FROM reconciler.alert WHERE cleared_at IS NULL
       UNION ALL SELECT 'pending', stream, NULL, max(sequence) FROM transport.outbox
         WHERE topic = ANY($1) GROUP BY stream`,
      [[...liveTopics]],
    );
    const pending = new Map<string, number>();
    for (const row of rows) {
      if (row.kind === 'pending') pending.set(row.name!, Number(row.last));
      else {
        const topic = liveTopics.findIndex((name) => name === row.kind);
        const event = readLiveEvent(liveTopics[topic]!, JSON.stringify(row.event), null, this.registry.index);
        if (event) this.feed.state.apply(topic, event);
      }
    }
    return pending;
  }

  private async readFeeds(): Promise<void> {
    try {
      const now = new Date();
      const changed = this.board.post(
        await readFeeds(this.database, this.registry.index, now.getTime()),
        now,
      );
      if (changed) this.feed.wakeSoon();
    } catch (err) {
      this.log.warn({ err }, 'feeds will be read again');
    }
  }

  private beat(): void {
    const nowMs = Date.now();
    for (const client of [...this.clients]) client.heartbeat(nowMs);
  }
}

/** A number of this installation: cluster and database. */
async function installationOf(database: Database): Promise<number> {
  const [row] = await database.query<{ id: string }>(
    `SELECT (SELECT system_identifier FROM pg_control_system()) || '/' ||
            (SELECT oid FROM pg_database WHERE datname = current_database()) AS id`,
  );
  return createHash('sha256').update(row!.id).digest().readUInt32BE(0);
}
