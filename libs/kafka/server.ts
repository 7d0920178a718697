import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { lastValueFrom } from 'rxjs';
import { boundsOf, withAdmin, type PartitionBounds } from './admin.js';
import { createClient, type ClientLog } from './client.js';
import { isFatal, isHalting, isProtocolError, KafkaError } from './errors.js';
import { membership } from './membership.js';
import { recordOf, type KafkaRecord, type RecordBatch } from './record.js';
import { Watchdog } from './watchdog.js';

export interface TopicPartition {
  topic: string;
  partition: number;
}

/** Who keeps the truth about positions; the broker's committed offsets are a hint. */
export interface PartitionOwner {
  /**
   * Takes a partition over: finishes what a crash left and answers where reading goes on.
   * @param bounds what the broker still has
   * @throws KafkaError RETENTION_PASSED | TOPIC_RECREATED when going on would skip records
   */
  claim(at: TopicPartition, bounds: PartitionBounds): Promise<bigint>;
  /** Somebody else has it now: drop every cache. */
  release(at: TopicPartition): void;
  /** False when it was given up since it was claimed, because something went wrong beside the records. */
  owns(at: TopicPartition): boolean;
  /** Puts one record aside that no attempt can process, and moves the cursor past it. */
  quarantine(batch: RecordBatch, error: unknown): Promise<void>;
  /** fence: not ours any more; transient: try later; poison: this record will never work. */
  classify(error: unknown): 'fence' | 'transient' | 'poison';
}

export interface BatchServerOptions {
  brokers: string[];
  clientId: string;
  groupId: string;
  owner: PartitionOwner;
  log: ClientLog & {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Records are done with. */
  onDone?: (batch: RecordBatch) => void;
  /** The consumer cannot go on: the process should end with an error. */
  onFatal: (error: Error) => void;
  recordsPerBatchMax?: number;
  partitionsAtOnce?: number;
  sessionTimeoutMs?: number;
  drainMs?: number;
}

const backoffMaxMs = 10_000;
const quarantinedInARowMax = 20;
const newTopicsEveryMs = 2_000;
const hintEveryMs = 5_000;
const silentMaxMs = 60_000;
const sessionMsDefault = 10_000;
const stuckAfterMsMin = 5_000;
const joinAttemptsMax = 20;
const joinAgainMs = 500;
const metadataAgeMaxMs = 5_000;
const tendEveryMs = 1_000;
const boundsEveryMs = 5_000;
const haltedAgainMs = 10_000;

/**
 * Nest transport over Kafka in batches. A controller's `@EventPattern('facts')` receives a `RecordBatch`;
 * `@EventPattern('inbound.*')` also receives topics that appear later. A batch counts as done when its handler
 * resolves; a rejected one is tried again, and after that record by record.
 */
export class BatchServer extends Server implements CustomTransportStrategy {
  private consumer: Consumer | undefined;
  private readonly positions = new Map<string, bigint>();
  private readonly claims = new Map<string, Promise<bigint>>();
  private readonly failures = new Map<string, number>();
  /** Partitions that the group gave us. */
  private held: TopicPartition[] = [];
  /** Partitions on which going on would skip records: somebody has to look, and the others go on. */
  private readonly halted = new Map<string, { error: Error; again: number }>();
  private readonly resting = new Set<string>();
  /** Partitions that were sought back and gave no batch from there yet. */
  private readonly soughtBack = new Set<string>();
  private tending: Promise<void> | undefined;
  /** Changes of the membership never overlap. */
  private changing: Promise<void> | undefined;
  private boundsDueAt = 0;
  private subscribed: string[] = [];
  private timers: NodeJS.Timeout[] = [];
  private quarantinedInARow = 0;
  private readonly watchdog: Watchdog;
  private joined = false;
  private closing = false;

  constructor(private readonly options: BatchServerOptions) {
    super();
    this.setTransportId(Symbol.for('lumbung.kafka.batch'));
    this.watchdog = new Watchdog({
      client: options,
      silentAfterMs: Math.max(stuckAfterMsMin, 2 * (options.sessionTimeoutMs ?? sessionMsDefault)),
      onStuck: (silentMs) => {
        const told = `no sign from the consumer for ${Math.round(silentMs / 1_000)} s although the broker answers`;
        this.fail(new KafkaError('CONSUMER_CRASHED', told));
      },
    });
  }

  /** Null while records are being asked for; else what is wrong. */
  progress(): string | null {
    if (!this.joined) return 'not a member of its consumer group yet';
    const { silentMs } = this.watchdog;
    if (silentMs > silentMaxMs) return `no sign from the consumer for ${Math.round(silentMs / 1000)} s`;
    const [halt] = this.halted.values();
    return halt ? `${this.halted.size} partitions are halted: ${halt.error.message}` : null;
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  private async start(): Promise<void> {
    this.subscribed = await this.matchingTopics();
    await this.runPatiently();
    this.timers = [
      setInterval(() => void this.followNewTopics(), newTopicsEveryMs),
      setInterval(() => void this.tend(), tendEveryMs),
      setInterval(() => void this.commitHint(), hintEveryMs),
    ];
    this.watchdog.start();
  }

  /** A broker that has just started knows its topics before its groups: the first joins may fail. */
  private async runPatiently(): Promise<void> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.run();
      } catch (error) {
        await this.consumer?.disconnect().catch(() => undefined);
        if (attempt >= joinAttemptsMax || !isProtocolError(error)) throw error;
        this.options.log.info({ cause: (error as Error).message }, 'joining the group will be tried again');
        await new Promise((resolve) => setTimeout(resolve, joinAgainMs));
      }
  }

  private async run(): Promise<void> {
    if (this.subscribed.length === 0) {
      this.joined = true;
      return;
    }
    const { retry, passes } = membership();
    const consumer = createClient(this.options).consumer({
      groupId: this.options.groupId,
      retry,
      sessionTimeout: this.options.sessionTimeoutMs ?? sessionMsDefault,
      rebalanceTimeout: 10_000,
      heartbeatInterval: 1_000,
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 2 * 1_048_576,
      // So that a flood on some partitions leaves room for others; which come first the client draws by lot.
      maxBytes: 16 * 1_048_576,
      // How long records of an added partition wait for us.
      metadataMaxAge: metadataAgeMaxMs,
      allowAutoTopicCreation: false,
    });
    this.consumer = consumer;
    const sign = (): void => this.watchdog.sign();
    consumer.on(consumer.events.HEARTBEAT, sign);
    consumer.on(consumer.events.FETCH, sign);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      sign();
      void this.assigned(consumer, payload.memberAssignment as Record<string, number[]>);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      const { error: err } = payload;
      // A broker that is away or moving groups ends a membership now and then.
      if (passes()) return void this.joinAgain(consumer, err);
      this.options.log.error({ err }, 'the consumer crashed');
      this.fail(new KafkaError('CONSUMER_CRASHED', 'the consumer stopped for good', { cause: err }));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: this.subscribed, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.partitionsAtOnce ?? 3,
      eachBatch: (payload) => this.onBatch(payload),
    });
  }

  private async joinAgain(lost: Consumer, err: Error): Promise<void> {
    this.options.log.warn({ err }, 'the consumer joins again');
    await this.inTurn(async () => {
      if (this.consumer !== lost) return;
      while (!this.closing)
        try {
          return await this.runPatiently();
        } catch (error) {
          this.options.log.warn({ err: error }, 'joining the group will be tried again');
          await new Promise((resolve) => setTimeout(resolve, joinAgainMs));
        }
    });
  }

  private async assigned(consumer: Consumer, assignment: Record<string, number[]>): Promise<void> {
    this.held = Object.entries(assignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    const names = new Set(this.held.map(nameOf));
    this.soughtBack.clear();
    for (const name of [...this.positions.keys()]) if (!names.has(name)) this.forget(name);
    for (const name of [...this.halted.keys()]) if (!names.has(name)) this.halted.delete(name);
    // The group's own idea of where to go on is a hint: what stays ours is read on from where it stands.
    for (const at of this.held) {
      const position = this.positions.get(nameOf(at));
      if (position !== undefined) consumer.seek({ ...at, offset: position.toString() });
    }
    this.joined = true;
    this.options.log.info({ partitions: names.size }, 'partitions assigned');
    // A round that is under way looks at what was ours before.
    await this.tending;
    await this.tend();
  }

  /**
   * Claims what is ours and not claimed: at once and not with its first record, because what a crash left in the
   * outbox must not wait for traffic. Now and then looks whether the broker still has what comes next.
   */
  private tend(): Promise<void> {
    this.tending ??= this.tendAll()
      .catch((error: unknown) => this.options.log.warn({ err: error }, 'claiming will be tried again'))
      .finally(() => (this.tending = undefined));
    return this.tending;
  }

  private async tendAll(): Promise<void> {
    const now = Date.now();
    const checksAll = now >= this.boundsDueAt;
    const due = this.held.filter(
      (at) => this.isUnclaimed(at, now) || (checksAll && this.positions.has(nameOf(at))),
    );
    if (this.closing || due.length === 0) return;
    if (checksAll) this.boundsDueAt = now + boundsEveryMs;
    const before = new Map(this.positions);
    const bounds = await this.boundsOf(due.map((at) => at.topic));
    const failed: unknown[] = [];
    for (const at of due) {
      const known = bounds.get(nameOf(at));
      const isGone = known !== undefined && (before.get(nameOf(at)) ?? 0n) > known.latest;
      if (known && (this.isUnclaimed(at, now) || isGone))
        await this.claimAndSeek(at, bounds).catch((error: unknown) => failed.push(error));
    }
    if (failed.length > 0) throw failed[0];
  }

  private isUnclaimed(at: TopicPartition, now: number): boolean {
    const name = nameOf(at);
    const halt = this.halted.get(name);
    if (halt) return halt.again <= now;
    return !this.resting.has(name) && !(this.positions.has(name) && this.options.owner.owns(at));
  }

  private async claimAndSeek(at: TopicPartition, bounds?: Map<string, PartitionBounds>): Promise<void> {
    try {
      const offset = await this.claim(at, bounds);
      if (this.halted.delete(nameOf(at)))
        this.consumer?.resume([{ topic: at.topic, partitions: [at.partition] }]);
      this.consumer?.seek({ ...at, offset: offset.toString() });
    } catch (error) {
      if (!isHalting(error)) throw error;
      this.halt(at, error);
    }
  }

  /** Going on would lose records: this partition stands still, loudly, until its cursor or its topic is mended. */
  private halt(at: TopicPartition, error: KafkaError): void {
    this.forget(nameOf(at));
    this.halted.set(nameOf(at), { error, again: Date.now() + haltedAgainMs });
    this.consumer?.pause([{ topic: at.topic, partitions: [at.partition] }]);
    this.options.log.error({ err: error, ...at }, 'a partition is halted: somebody has to look');
  }

  /** What the broker has of some topics; nothing of one that is gone. */
  private async boundsOf(topics: string[]): Promise<Map<string, PartitionBounds>> {
    const found = new Map<string, PartitionBounds>();
    if (topics.length === 0) return found;
    await withAdmin(this.options, async (admin) => {
      const existing = new Set(await admin.listTopics());
      for (const topic of new Set(topics))
        if (existing.has(topic))
          for (const bounds of await boundsOf(admin, topic))
            found.set(`${topic}/${bounds.partition}`, bounds);
    });
    return found;
  }

  /** One claim of a partition at a time: the group's word and its first record may ask at once. */
  private claim(at: TopicPartition, known?: Map<string, PartitionBounds>): Promise<bigint> {
    const name = nameOf(at);
    const running = this.claims.get(name);
    if (running) return running;
    const claim = (async () => {
      const offset = await this.claimWithin(at, known).catch((error: unknown) => {
        // Bounds read a moment ago may be behind the cursor: only fresh ones can say that records are gone.
        if (!known || !isHalting(error)) throw error;
        return this.claimWithin(at);
      });
      this.positions.set(name, offset);
      return offset;
    })().finally(() => this.claims.delete(name));
    this.claims.set(name, claim);
    return claim;
  }

  private async claimWithin(at: TopicPartition, known?: Map<string, PartitionBounds>): Promise<bigint> {
    const bounds = (known ?? (await this.boundsOf([at.topic]))).get(nameOf(at));
    if (!bounds) throw new KafkaError('NOT_OWNED', `${nameOf(at)} does not exist`);
    return this.options.owner.claim(at, bounds);
  }

  private forget(name: string): void {
    this.positions.delete(name);
    this.options.owner.release(partitionNamed(name));
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const at = { topic: payload.batch.topic, partition: payload.batch.partition };
    const name = nameOf(at);
    if (this.halted.has(name)) {
      payload.pause();
      return;
    }
    try {
      const position = this.positions.get(name) ?? (await this.claim(at));
      const fetchedFrom = BigInt((payload.batch as unknown as { fetchedOffset: string }).fetchedOffset);
      if (fetchedFrom !== position) {
        await this.goBack(at, name, position);
        return;
      }
      this.soughtBack.delete(name);
      await this.consume(payload, name, position);
      this.failures.delete(name);
    } catch (error) {
      this.recover(error, payload, name);
    }
  }

  /**
   * A membership's first fetch may have left for where the group believed us to be. When seeking does not help, the
   * client may have reset itself silently, because the offset is out of range: claiming halts instead of skipping.
   */
  private async goBack(at: TopicPartition, name: string, position: bigint): Promise<void> {
    if (this.soughtBack.has(name) || !this.options.owner.owns(at)) return this.claimAndSeek(at);
    this.soughtBack.add(name);
    this.consumer?.seek({ ...at, offset: position.toString() });
  }

  private async consume(payload: EachBatchPayload, name: string, from: bigint): Promise<void> {
    const { batch } = payload;
    const max = this.options.recordsPerBatchMax ?? 4_000;
    let position = from;
    for (let i = 0; i < batch.messages.length; i += max) {
      const messages = batch.messages.slice(i, i + max);
      const lastOffset = messages[messages.length - 1]!.offset;
      const isEnd = i + max >= batch.messages.length;
      const chunk: RecordBatch = {
        topic: batch.topic,
        partition: batch.partition,
        fromOffset: position,
        nextOffset: BigInt(isEnd ? batch.lastOffset() : lastOffset) + 1n,
        records: messages.map(recordOf),
      };
      await this.withHeartbeats(payload, () => this.handle(chunk));
      position = chunk.nextOffset;
      this.positions.set(name, position);
      this.options.onDone?.(chunk);
      payload.resolveOffset(lastOffset);
      await payload.heartbeat();
      if (!payload.isRunning() || payload.isStale()) return;
    }
  }

  /** Heartbeats go on while a handler works; a rebalance seen by one of them surfaces afterwards. */
  private async withHeartbeats(payload: EachBatchPayload, work: () => Promise<void>): Promise<void> {
    let lost: unknown;
    const timer = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => (lost = error));
    }, 1_000);
    try {
      await work();
    } finally {
      clearInterval(timer);
    }
    if (lost !== undefined) throw lost;
  }

  private async handle(batch: RecordBatch): Promise<void> {
    try {
      await this.invoke(batch);
      this.quarantinedInARow = 0;
    } catch (error) {
      if (this.options.owner.classify(error) !== 'poison') throw error;
      this.options.log.error(
        { err: error, topic: batch.topic, partition: batch.partition },
        'a batch failed',
      );
      if (batch.records.length === 1) await this.setAside(batch, error);
      else for (const single of splitBatch(batch)) await this.handle(single);
    }
  }

  private async setAside(batch: RecordBatch, error: unknown): Promise<void> {
    // One bad record is the record's fault; many in a row are ours, and putting all aside would empty the city.
    if (++this.quarantinedInARow > quarantinedInARowMax)
      throw new KafkaError('QUARANTINE_LIMIT', `${quarantinedInARowMax} records in a row failed`, {
        cause: error,
      });
    await this.options.owner.quarantine(batch, error);
  }

  private async invoke(batch: RecordBatch): Promise<void> {
    const handler = this.handlerOf(batch.topic);
    if (!handler) throw new Error(`no handler for topic ${batch.topic}`);
    await lastValueFrom(this.transformToObservable(await handler(batch)), { defaultValue: undefined });
  }

  private recover(error: unknown, payload: EachBatchPayload, name: string): void {
    if (isHalting(error)) {
      this.halt({ topic: payload.batch.topic, partition: payload.batch.partition }, error);
      return;
    }
    if (isFatal(error)) {
      this.fail(error as Error);
      return;
    }
    // A rebalance or another protocol error belongs to the client, which joins again.
    if (isProtocolError(error)) throw error;
    this.forget(name);
    const kind = this.options.owner.classify(error);
    const count = (this.failures.get(name) ?? 0) + 1;
    this.failures.set(name, count);
    const waitMs = kind === 'fence' ? 0 : Math.min(100 * 2 ** (count - 1), backoffMaxMs);
    this.options.log.warn({ err: error, kind, partition: name, waitMs }, 'a batch will be tried again');
    const resume = payload.pause();
    this.resting.add(name);
    setTimeout(() => {
      this.resting.delete(name);
      resume();
    }, waitMs).unref();
  }

  private handlerOf(topic: string) {
    const exact = this.messageHandlers.get(topic);
    if (exact) return exact;
    for (const [pattern, handler] of this.messageHandlers)
      if (pattern.endsWith('*') && topic.startsWith(pattern.slice(0, -1))) return handler;
    return undefined;
  }

  private async matchingTopics(): Promise<string[]> {
    const topics = await withAdmin(this.options, (admin) => admin.listTopics());
    return topics.filter((topic) => this.handlerOf(topic) !== undefined).sort();
  }

  private followNewTopics(): Promise<void> {
    return this.changing ?? this.inTurn(() => this.followOnce());
  }

  private inTurn(change: () => Promise<void>): Promise<void> {
    const turn: Promise<void> = (this.changing ?? Promise.resolve()).then(change).finally(() => {
      if (this.changing === turn) this.changing = undefined;
    });
    this.changing = turn;
    return turn;
  }

  private async followOnce(): Promise<void> {
    const patterns = [...this.messageHandlers.keys()];
    if (this.closing || !patterns.some((pattern) => pattern.endsWith('*'))) return;
    try {
      const topics = await this.matchingTopics();
      const isSame =
        topics.length === this.subscribed.length && topics.every((t) => this.subscribed.includes(t));
      if (this.closing || isSame) return;
      this.options.log.info({ topics: topics.filter((t) => !this.subscribed.includes(t)) }, 'topics changed');
      // Until the new membership stands there is none: a failure on the way is tried again from here.
      this.subscribed = [];
      await this.consumer?.disconnect();
      this.subscribed = topics;
      await this.runPatiently();
    } catch (error) {
      this.subscribed = [];
      this.options.log.warn({ err: error }, 'looking for new topics will be tried again');
    }
  }

  /** For lag monitors and a quicker start; nothing depends on it. */
  private async commitHint(): Promise<void> {
    const offsets = [...this.positions].map(([name, offset]) => ({
      ...partitionNamed(name),
      offset: String(offset),
    }));
    if (offsets.length > 0) await this.consumer?.commitOffsets(offsets).catch(() => undefined);
  }

  private fail(error: Error): void {
    if (!this.closing) this.options.onFatal(error);
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const timer of this.timers) clearInterval(timer);
    this.watchdog.stop();
    const deadline = new Promise<void>((resolve) =>
      setTimeout(resolve, this.options.drainMs ?? 8_000).unref(),
    );
    await Promise.race([this.consumer?.disconnect(), deadline]);
    for (const name of [...this.positions.keys()]) this.forget(name);
  }

  on(): never {
    throw new Error('this transport emits no events of its own');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }
}

function nameOf(at: TopicPartition): string {
  return `${at.topic}/${at.partition}`;
}

function partitionNamed(name: string): TopicPartition {
  const slash = name.lastIndexOf('/');
  return { topic: name.slice(0, slash), partition: Number(name.slice(slash + 1)) };
}

function splitBatch(batch: RecordBatch): RecordBatch[] {
  let from = batch.fromOffset;
  return batch.records.map((record: KafkaRecord, i) => {
    const nextOffset = i === batch.records.length - 1 ? batch.nextOffset : record.offset + 1n;
    const single = { ...batch, fromOffset: from, nextOffset, records: [record] };
    from = nextOffset;
    return single;
  });
}
