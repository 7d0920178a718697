import { randomUUID } from 'node:crypto';
import {
  currentConnectors,
  endLease,
  FetchError,
  nextDueMs,
  SecretMissingError,
  takeLease,
  type Connector,
  type Lease,
  type PollConnector,
} from '#connectors';
import { KafkaError } from '#kafka';
import { LeaseLostError } from './hand-over.js';
import { runPoll } from './poll-run.js';
import { TopicReaders } from './topic-run.js';
import { leaseSeconds, type RunnerParts, type Turn } from './turn.js';

const lookEveryMs = 1_000;
const topicEverySeconds = 1;
const runsAtOnceMax = 4;

/**
 * Fetches from partners: one run of a connector at a time in the whole cluster, by a lease that ends by itself. Who
 * loses it in the middle cannot move the cursor, and what both may have sent has the same ids.
 */
export class ConnectorRunner {
  private readonly holder = randomUUID();
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly readers: TopicReaders;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(private readonly parts: RunnerParts) {
    this.readers = new TopicReaders(parts);
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), lookEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.running.values());
    await this.readers.close();
  }

  /** Starts every run that is due. */
  look(): Promise<void> {
    this.looking ??= this.startDue().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async startDue(): Promise<void> {
    try {
      const connectors = await currentConnectors(this.parts.database);
      for (const connector of connectors) {
        const { party, kind, configuration } = connector;
        const name = `${party}/${kind}`;
        const isOurs =
          (kind === 'poll' || kind === 'topic') && !configuration.paused && this.parts.mayRun(party);
        if (!isOurs || this.running.has(name) || this.running.size >= runsAtOnceMax) continue;
        const run = this.run(connector).finally(() => this.running.delete(name));
        this.running.set(name, run);
      }
    } catch (err) {
      this.parts.log.warn({ err }, 'connectors will be looked at again');
    }
  }

  private async run(connector: Connector): Promise<void> {
    const { party, kind, configuration } = connector;
    const { database, log } = this.parts;
    const lease: Lease = { party, kind, holder: this.holder };
    const { signal } = this.stopping;
    try {
      const taken = await takeLease(database, lease, leaseSeconds);
      if (!taken) return;
      const everySeconds =
        kind === 'poll' ? (configuration as PollConnector).everySeconds : topicEverySeconds;
      const turn: Turn = { connector, lease, cursor: taken.cursor, signal };
      const fault = await this.fetch(turn);
      if (fault && signal.aborted)
        return await endLease(database, lease, ended(Date.now(), taken.failures, null));
      const failures = fault ? taken.failures + 1 : 0;
      const retryAfterMs = fault instanceof FetchError ? fault.retryAfterMs : null;
      if (fault) {
        // A partner's server that errs is the partner's trouble, told where its connector is shown.
        const level = fault instanceof FetchError ? 'info' : 'warn';
        log[level]({ party, kind, failures, code: codeOf(fault) }, `a connector failed: ${fault.message}`);
      }
      const dueMs = nextDueMs(Date.now(), { everySeconds, failures, retryAfterMs });
      await endLease(database, lease, ended(dueMs, failures, fault));
    } catch (err) {
      log.warn({ err, party, kind }, 'a connector will run again when its lease has ended');
    }
  }

  /** Null when it went well. */
  private async fetch(turn: Turn): Promise<Error | null> {
    try {
      if (turn.connector.kind === 'poll') await runPoll(this.parts, turn);
      else await this.readers.run(turn);
      return null;
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      return error as Error;
    }
  }
}

function ended(dueMs: number, failures: number, fault: Error | null) {
  const at = new Date().toISOString();
  const error = fault ? { code: codeOf(fault), text: textOf(fault), at } : null;
  return { dueAt: new Date(dueMs), failures, error };
}

function codeOf(fault: Error): string {
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' ? code : 'INTERNAL';
}

function textOf(fault: Error): { id: string; en: string } {
  if (fault instanceof FetchError) return fault.text;
  if (fault instanceof SecretMissingError)
    return { id: `Rahasia belum ditaruh: ${fault.message}`, en: `The secret is missing: ${fault.message}` };
  if (fault instanceof KafkaError)
    return { id: `Kafka: ${fault.message}`.slice(0, 300), en: `Kafka: ${fault.message}`.slice(0, 300) };
  return { id: 'Galat di dalam; lihat catatan layanan.', en: 'A fault inside; see the log of the service.' };
}
