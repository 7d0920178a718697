import { endMonths, type Database } from '#database';
import { Ticker, type Log } from '#runtime';

const dayMs = 24 * 60 * 60_000;

/** Ends old months of the long memory: at start, and once a day. */
export class Retention {
  private readonly ticker = new Ticker(() => this.run(), dayMs);

  constructor(
    private readonly database: Database,
    private readonly months: number,
    private readonly log: Log,
  ) {}

  start(): void {
    if (this.months === 0) return;
    this.ticker.run();
    this.ticker.start();
  }

  stop(): Promise<void> {
    return this.ticker.stop();
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
