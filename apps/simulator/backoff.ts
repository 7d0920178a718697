/** Waits that double up to a limit, with a little chance so that clients do not return all at once. */
export class Backoff {
  private nextMs: number;

  constructor(
    private readonly firstMs: number,
    private readonly lastMs: number,
  ) {
    this.nextMs = firstMs;
  }

  reset(): void {
    this.nextMs = this.firstMs;
  }

  /** Resolves after the wait, or at once when the signal is given up. */
  async wait(signal: AbortSignal, atLeastMs = 0): Promise<void> {
    const waitMs = Math.max(atLeastMs, this.nextMs * (0.8 + Math.random() * 0.4));
    this.nextMs = Math.min(this.lastMs, this.nextMs * 2);
    await pause(waitMs, signal);
  }
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
