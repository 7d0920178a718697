import { endMonths, type Database } from '#database';
import type { Log } from '#runtime';

const dayMs = 24 * 60 * 60_000;

/** Ends old months of the long memory: at start, and once a day. */
export class Retention {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly months: number,
    private readonly log: Log,
  ) {}

  start(): void {
    if (this.months === 0) return;
    const run = (): void => void (this.running ??= this.run().finally(() => (this.running = undefined)));
    run();
    this.timer = setInterval(run, dayMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      const ended = await endMonths(this.database, { months: this.months, now: Date.now() });
      for (const month of ended) this.log.info(month, 'a month of the long memory has ended');
    } catch (err) {
      this.log.warn({ err }, 'ending old months will be tried again tomorrow');
    }
  }
}
