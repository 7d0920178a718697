import type { Sql } from '#database';
import { Book } from './book.js';
import { loadBook } from './store.js';

/** The books of the partitions that are ours, loaded when first needed and dropped when the fence fails. */
export class Library {
  private readonly shelves = new Map<number, Map<string, Book>>();

  constructor(private readonly sql: Sql) {}

  /** The book of a hub and commodity; the caller holds the partition's turn, so nobody loads it twice. */
  async book(partition: number, hub: string, commodity: string): Promise<Book> {
    const shelf = this.shelf(partition);
    const key = `${hub}/${commodity}`;
    const known = shelf.get(key);
    if (known) return known;
    const stored = await loadBook(this.sql, hub, commodity);
    const book = new Book(hub, commodity, stored.number);
    book.restore(stored.facts, stored.published);
    shelf.set(key, book);
    return book;
  }

  books(partition: number): Book[] {
    return [...(this.shelves.get(partition)?.values() ?? [])];
  }

  /** Loads every book that the partition has, so that time and registry reach also those without traffic. */
  async loadAll(partition: number): Promise<Book[]> {
    const rows = await this.sql.query<{ hub: string; commodity: string }>(
      `SELECT hub, commodity FROM reconciler.book WHERE partition = $1`,
      [partition],
    );
    for (const { hub, commodity } of rows) await this.book(partition, hub, commodity);
    return this.books(partition);
  }

  drop(partition: number): void {
    this.shelves.delete(partition);
  }

  private shelf(partition: number): Map<string, Book> {
    let shelf = this.shelves.get(partition);
    if (!shelf) this.shelves.set(partition, (shelf = new Map<string, Book>()));
    return shelf;
  }
}
