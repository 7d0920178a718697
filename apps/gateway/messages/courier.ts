import { Connections, FetchError, post, Targets } from '#connectors';
import type { Database } from '#database';
import type { Log } from '#runtime';
import type { Channel, ChannelName } from './channels.js';
import { claimReplies, delayReply, endOld, removeReply, replyAgeMsMax, type Reply } from './talk-store.js';

export interface CourierOptions {
  database: Database;
  channels: ReadonlyMap<ChannelName, Channel>;
  targets: Targets;
  log: Pick<Log, 'warn'>;
  now?: () => number;
  /** Milliseconds before each further attempt. */
  pausesMs?: readonly number[];
}

const idleMs = 1_000;
const leaseMs = 60_000;
const claimedMax = 20;
const endMs = 600_000;
const answerBytesMax = 4_096;
const retried = new Set([408, 425, 429]);

/** Carries answers to the providers, each until it is taken, refused for good, or too old to be of use. */
export class Courier {
  private readonly connections = new Connections({ idleMs: 30_000, idleMax: 16 });
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private endedAtMs = 0;

  constructor(private readonly options: CourierOptions) {}

  start(): void {
    if (this.options.channels.size === 0) return;
    this.timer = setInterval(() => this.wake(), idleMs);
    this.timer.unref();
  }

  /** Something may be due. */
  wake(): void {
    if (this.ending.signal.aborted) return;
    this.running ??= this.turn()
      .catch((err: unknown) => this.options.log.warn({ err }, 'answers to messages wait'))
      .finally(() => (this.running = undefined));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.ending.abort();
    await this.running;
    this.connections.close();
  }

  private async turn(): Promise<void> {
    const { database } = this.options;
    if (this.now() - this.endedAtMs > endMs) {
      this.endedAtMs = this.now();
      await endOld(database, this.now());
    }
    for (;;) {
      const replies = await claimReplies(database, this.now(), leaseMs, claimedMax);
      await Promise.all(replies.map((reply) => this.deliver(reply)));
      if (replies.length < claimedMax || this.ending.signal.aborted) return;
    }
  }

  private async deliver(reply: Reply): Promise<void> {
    const { database, log } = this.options;
    const channel = this.options.channels.get(reply.channel);
    const failed = channel ? await this.send(channel, reply) : { code: 'CHANNEL_CLOSED', pauseMs: null };
    if (failed === null) return removeReply(database, reply.replyId);
    const pauses = this.options.pausesMs ?? [2_000, 15_000, 60_000, 300_000, 900_000];
    const pause = pauses[reply.attempts - 1];
    const isOld = this.now() - reply.createdAt.getTime() > replyAgeMsMax;
    if (failed.pauseMs === null || pause === undefined || isOld) {
      // Neither who it was for nor what it said goes into a log.
      log.warn({ channel: reply.channel, code: failed.code }, 'an answer to a message could not be sent');
      return removeReply(database, reply.replyId);
    }
    await delayReply(database, reply.replyId, this.now() + Math.max(pause, failed.pauseMs));
  }

  /** Null: taken. Else why not, and how long to wait at least; a pause of null: never again. */
  private async send(
    channel: Channel,
    { address, body }: Reply,
  ): Promise<{ code: string; pauseMs: number | null } | null> {
    const request = channel.answer(address, body);
    try {
      const { status, retryAfterMs } = await post({
        url: new URL(request.url),
        headers: { 'content-type': 'application/json', ...request.headers },
        body: request.body,
        targets: this.options.targets,
        connections: this.connections,
        signal: this.ending.signal,
        bytesMax: answerBytesMax,
      });
      if (status >= 200 && status < 300) return null;
      const isRetried = status >= 500 || retried.has(status);
      return { code: `HTTP_${status}`, pauseMs: isRetried ? (retryAfterMs ?? 0) : null };
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      return { code: error.code, pauseMs: error.code === 'TARGET_REFUSED' ? null : 0 };
    }
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}
