import { withAdmin } from './admin.js';
import type { ClientLog } from './client.js';

const askEveryMs = 1_000;
/** How long a broker must have answered before silence is the client's fault. */
const answersForMs = 3_000;

export interface WatchdogOptions {
  client: { brokers: string[]; clientId: string; log?: ClientLog };
  /** Silence that is no pause between two signs any more. */
  silentAfterMs: number;
  /** The consumer is stuck. */
  onStuck: (silentMs: number) => void;
}

/**
 * After a cut connection the client's fetch may wait for ever, outside its group: nothing fails and nothing
 * comes. When it gives no sign while the broker answers others, the process has to begin anew.
 */
export class Watchdog {
  private lastSignAt = Date.now();
  /** One that has no topics yet says nothing, and nothing is wrong with that. */
  private hasSpoken = false;
  /** Since when the broker answers others while the consumer is silent. */
  private answersSince: number | null = null;
  private asking = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: WatchdogOptions) {}

  get silentMs(): number {
    return Date.now() - this.lastSignAt;
  }

  /** The consumer lives: a heartbeat, a fetch, a membership. */
  sign(): void {
    this.lastSignAt = Date.now();
    this.hasSpoken = true;
    this.answersSince = null;
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), askEveryMs);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private get isSilent(): boolean {
    return this.timer !== undefined && this.hasSpoken && this.silentMs > this.options.silentAfterMs;
  }

  private async look(): Promise<void> {
    if (!this.isSilent || this.asking) return;
    this.asking = true;
    const answers = await withAdmin(this.options.client, (admin) => admin.listTopics()).then(
      () => true,
      () => false,
    );
    this.asking = false;
    if (!answers || !this.isSilent) this.answersSince = null;
    else if (Date.now() - (this.answersSince ??= Date.now()) >= answersForMs)
      this.options.onStuck(this.silentMs);
  }
}
