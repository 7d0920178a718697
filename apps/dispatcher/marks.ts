import type { Database } from '#database';
import { markDelivered, type Done } from '#outbound';

const atOnceMax = 100;

interface Waiting {
  done: Done;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Writes down what was delivered: what comes while one commit is under way shares the next one. */
export class Marks {
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  /** Resolves when it is written down. */
  add(done: Done): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ done, resolve, reject });
      if (!this.isWriting) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const together = this.waiting.splice(0, atOnceMax);
      const isWritten = await this.writeAll(together).catch(() => false);
      // One that cannot be written down must not keep the others from it.
      if (!isWritten) for (const each of together) await this.writeAll([each]).catch(each.reject);
    }
    this.isWriting = false;
  }

  private async writeAll(together: readonly Waiting[]): Promise<boolean> {
    const done = together.map((each) => each.done);
    await markDelivered(this.database, done, this.now());
    for (const { resolve } of together) resolve();
    return true;
  }
}
