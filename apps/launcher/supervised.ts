import { setTimeout as sleep } from 'node:timers/promises';

/** Something that runs until it ends by itself or is stopped. */
export interface Running {
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

export interface Supervision<R extends Running> {
  /** Starts it, and returns when it is ready; gives up when `signal` is aborted. */
  start: (signal: AbortSignal) => Promise<R>;
  /** Told each time it ended without being asked to; `restartInMs` is the wait before the next attempt. */
  onEnd: (cause: unknown, restartInMs: number) => void;
}

/** Time as a supervisor needs it: what it is, and to let some of it pass unless the signal cuts it short. */
export interface Clock {
  now(): number;
  pass(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const systemClock: Clock = {
  now: () => Date.now(),
  pass: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
};

const waitFirstMs = 250;
const waitLongestMs = 20_000;
/** After this long a run counts as healthy, and the next failure starts from the shortest wait. */
const healthyMs = 30_000;

/** Keeps one thing running: what ends is started again, at once the first time, then ever more slowly. */
export class Supervised<R extends Running> {
  private running: R | undefined;
  private stopping = false;
  private waitMs = waitFirstMs;
  private attempt = new AbortController();
  private watching: Promise<void> = Promise.resolve();

  constructor(
    private readonly supervision: Supervision<R>,
    private readonly clock: Clock = systemClock,
  ) {}

  /** The first start: its failure is the caller's to explain. */
  async start(): Promise<R> {
    const first = this.begin();
    this.watching = first.then(
      (running) => this.watch(running),
      () => undefined,
    );
    return first;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.attempt.abort();
    await this.running?.stop();
    await this.watching;
  }

  private begin(): Promise<R> {
    this.attempt = new AbortController();
    return this.supervision.start(this.attempt.signal);
  }

  private async watch(first: R): Promise<void> {
    for (let current: R | undefined = first; current;) {
      // A start that was under way when the stop came is stopped like any other.
      this.running = current;
      if (this.stopping) await current.stop();
      const since = this.clock.now();
      const cause = await current.exited;
      this.running = undefined;
      if (this.clock.now() - since > healthyMs) this.waitMs = waitFirstMs;
      current = await this.restart(cause);
    }
  }

  private async restart(first: unknown): Promise<R | undefined> {
    for (let cause = first; !this.stopping;) {
      this.supervision.onEnd(cause, this.waitMs);
      await this.clock.pass(this.waitMs, this.attempt.signal);
      this.waitMs = Math.min(this.waitMs * 2, waitLongestMs);
      if (this.stopping) return undefined;
      try {
        return await this.begin();
      } catch (error) {
        cause = error;
      }
    }
    return undefined;
  }
}
