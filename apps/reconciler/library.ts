import type { Sql } from '#database';
import { Book } from './book.js';
import type { Memory } from './memory.js';
import { loadPlan } from './store.js';

/** The books of the partitions that are ours, loaded when first needed and dropped when the fence fails. */
export class Library {
  private readonly shelves = new Map<number, Map<string, Book>>();

  constructor(
    private readonly sql: Sql,
    private readonly memory: Memory,
  ) {}

  /**
   * The book of a hub and commodity; the caller holds the partition's turn, so nobody loads it twice.
   * @param position offset below which its facts are in it when it is loaded
   */
  async book(partition: number, position: bigint, hub: string, commodity: string): Promise<Book> {
    const shelf = this.shelf(partition);
    const key = `${hub}/${commodity}`;
    const known = shelf.get(key);
    if (known) return known;
    const stored = await loadPlan(this.sql, hub, commodity);
    // A ledger's first fact always makes its first plan, so one that was never planned has nothing to remember.
    const isNew = stored.number === 0;
    const facts = isNew ? [] : await this.memory.factsOf({ hub, commodity, partition, position });
    const book = new Book(hub, commodity, stored.number);
    book.restore(facts, stored.published);
    shelf.set(key, book);
    return book;
  }

  books(partition: number): Book[] {
    return [...(this.shelves.get(partition)?.values() ?? [])];
  }

  /** Loads every book that the partition has, so that time and registry reach also those without traffic. */
  async loadAll(partition: number, position: bigint): Promise<Book[]> {
    const rows = await this.sql.query<{ hub: string; commodity: string }>(
      `SELECT hub, commodity FROM reconciler.book WHERE partition = $1`,
      [partition],
    );
    for (const { hub, commodity } of rows) await this.book(partition, position, hub, commodity);
    return this.books(partition);
  }

  drop(partition: number): void {
    this.shelves.delete(partition);
    this.memory.forget(partition);
  }

  private shelf(partition: number): Map<string, Book> {
    let shelf = this.shelves.get(partition);
    if (!shelf) this.shelves.set(partition, (shelf = new Map<string, Book>()));
    return shelf;
  }
}
