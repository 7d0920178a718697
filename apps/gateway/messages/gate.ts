import { Problem, retryAfter } from '../http/problem.js';

/** Lets so many in at once, so many wait, and sends the others away for a moment. */
export class Gate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly insideMax: number,
    private readonly waitingMax: number,
  ) {}

  /** @throws Problem OVERLOADED */
  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.insideMax) {
      if (this.waiting.length >= this.waitingMax)
        throw new Problem('OVERLOADED', { headers: retryAfter(2_000) });
      // Whoever leaves hands its place on.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.inside++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.inside--;
    }
  }
}
