/** Does its work again and again, one run at a time. The work takes care of its own errors. */
export class Ticker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.run(), this.everyMs);
  }

  /** Now, unless it is at it. */
  run(): void {
    this.running ??= this.work().finally(() => (this.running = null));
  }

  /** Resolves when the run that was under way is over; there is none after it. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
