import type { Sql } from '#database';

interface Waiting {
  ids: string[];
  resolve: (found: Map<string, Buffer>) => void;
  reject: (error: unknown) => void;
}

const idsPerQueryMax = 2_000;

/** Looks up accepted identities: one query at a time, which takes along everybody who came meanwhile. */
export class Identities {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly sql: Sql) {}

  /** Content hashes of those of the facts that intake has accepted. */
  find(ids: string[]): Promise<Map<string, Buffer>> {
    if (ids.length === 0) return Promise.resolve(new Map());
    const answer = new Promise<Map<string, Buffer>>((resolve, reject) =>
      this.waiting.push({ ids, resolve, reject }),
    );
    if (!this.running) void this.run();
    return answer;
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const taken = this.take();
      try {
        const rows = await this.sql.query<{ fact_id: string; content_hash: Buffer }>(
          'SELECT fact_id, content_hash FROM intake.identity WHERE fact_id = ANY($1::uuid[])',
          [taken.flatMap((waiting) => waiting.ids)],
        );
        const found = new Map(rows.map((row) => [row.fact_id, row.content_hash]));
        for (const waiting of taken) waiting.resolve(found);
      } catch (error) {
        for (const waiting of taken) waiting.reject(error);
      }
    }
    this.running = false;
  }

  private take(): Waiting[] {
    let ids = 0;
    let count = 0;
    while (
      count < this.waiting.length &&
      (count === 0 || ids + this.waiting[count]!.ids.length <= idsPerQueryMax)
    )
      ids += this.waiting[count++]!.ids.length;
    return this.waiting.splice(0, count);
  }
}
