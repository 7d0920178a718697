import type { Fact } from '#domain';
import { awaitHistory, pageHistory, type Database } from '#database';
import { KafkaError, type KafkaRecord } from '#kafka';
import { readFacts } from './read-facts.js';

export interface MemoryOptions {
  database: Database;
  /** Reads a stretch of a partition of `facts` from the broker. */
  readRange: (partition: number, from: bigint, to: bigint) => Promise<KafkaRecord[]>;
  /** How long the historian may take to write what the reconciler has already planned with. */
  patienceMs?: number;
}

interface Recent {
  /** What the long memory held of the partition. */
  reach: bigint;
  /** Everything from there up to `end`. */
  facts: Fact[];
  end: bigint;
}

const stretchMax = 50_000n;

/**
 * What a ledger is rebuilt from: the long memory, and straight from the broker what its consumer has not
 * written yet, so that a plan never waits for a historian that is down.
 */
export class Memory {
  private readonly recent = new Map<number, Recent>();

  constructor(private readonly options: MemoryOptions) {}

  /**
   * Facts of a ledger below an offset of its partition, page by page: what takes facts back or confirms them first,
   * then the others in order of the time that they are about, and last, in no order, what came only now.
   */
  async factsOf(
    at: { hub: string; commodity: string; partition: number; position: bigint },
    each: (facts: Fact[]) => void,
  ): Promise<void> {
    const { reach, facts } = await this.upTo(at.partition, at.position);
    const position = reach < at.position ? reach : at.position;
    await pageHistory(this.options.database, { ...at, position }, each);
    each(facts.filter(({ hub, commodity }) => hub === at.hub && commodity === at.commodity));
  }

  forget(partition: number): void {
    this.recent.delete(partition);
  }

  private async upTo(partition: number, position: bigint): Promise<Recent> {
    const known = this.recent.get(partition);
    if (known && known.end >= position) return known;
    const { database, readRange, patienceMs = 2_000 } = this.options;
    const reach = await awaitHistory(database, partition, position, patienceMs);
    if (reach >= position) return { reach, facts: [], end: reach };
    // Whoever reads all that a historian of yesterday has not written runs out of memory: it has to come nearer.
    if (position - reach > stretchMax)
      throw new KafkaError(
        'UNREACHABLE',
        `the long memory of facts/${partition} is ${position - reach} behind`,
      );
    const records = await readRange(partition, reach, position);
    const recent = { reach, facts: readFacts(records), end: position };
    this.recent.set(partition, recent);
    return recent;
  }
}
