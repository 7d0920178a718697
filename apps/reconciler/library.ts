import type { Fact, Registry } from '#domain';
import type { Sql } from '#database';
import { Book } from './book.js';
import type { Memory } from './memory.js';
import { RecentIds } from './recent-ids.js';
import { loadPlan } from './store.js';

export interface LibraryOptions {
  sql: Sql;
  memory: Memory;
  /** Facts held in memory, of all books together, above which books forget those without effect. */
  factsMax?: number;
  /** A book forgets nothing newer than so many facts. */
  factsPerBookMin?: number;
}

/** Where a partition is read from. */
interface At {
  partition: number;
  /** Offset below which facts are in a book when it is loaded. */
  position: bigint;
}

interface LedgerName {
  hub: string;
  commodity: string;
}

interface Shelf {
  books: Map<string, Book>;
  /** Facts that its books forgot: they may come a second time. */
  forgotten: RecentIds;
}

const forgottenMax = 100_000;
const factsMaxDefault = 20_000;
const keptMin = 250;

/** The books of the partitions that are ours, loaded when first needed and dropped when the fence fails. */
export class Library {
  private readonly shelves = new Map<number, Shelf>();
  private held = 0;
  private count = 0;

  constructor(private readonly options: LibraryOptions) {}

  /**
   * The book of a ledger, with as much history as it takes to hear `facts`; the caller holds the partition's turn,
   * so nobody loads it twice.
   */
  async book(at: At, of: LedgerName, registry: Registry, facts: readonly Fact[] = []): Promise<Book> {
    const { books } = this.shelf(at.partition);
    const key = `${of.hub}/${of.commodity}`;
    const known = books.get(key);
    const since = known?.needsSince(facts, registry) ?? Infinity;
    if (known && since === Infinity) return known;
    if (known) this.remove(books, key, known);
    const book = await this.load(at, of, registry, since);
    books.set(key, book);
    this.count++;
    this.held += book.size;
    return book;
  }

  /** Tells a ledger facts; answers its book and the ids of those that are new. */
  async hear(
    at: At,
    of: LedgerName,
    registry: Registry,
    facts: readonly Fact[],
  ): Promise<{ book: Book; fresh: Set<string> }> {
    const { forgotten } = this.shelf(at.partition);
    const news = facts.filter(({ id }) => !forgotten.has(id));
    const book = await this.book(at, of, registry, news);
    const before = book.size;
    const fresh = book.apply(news);
    this.held += book.size - before;
    if (this.held > this.factsMax) this.tidy(book, forgotten);
    return { book, fresh };
  }

  books(partition: number): Book[] {
    return [...(this.shelves.get(partition)?.books.values() ?? [])];
  }

  /** Loads every book that the partition has, so that time and registry reach also those without traffic. */
  async loadAll(at: At, registry: Registry): Promise<void> {
    const rows = await this.options.sql.query<LedgerName>(
      `SELECT hub, commodity FROM reconciler.book WHERE partition = $1`,
      [at.partition],
    );
    for (const row of rows) await this.book(at, row, registry);
  }

  drop(partition: number): void {
    const shelf = this.shelves.get(partition);
    for (const [key, book] of shelf?.books ?? []) this.remove(shelf!.books, key, book);
    this.shelves.delete(partition);
    this.options.memory.forget(partition);
  }

  private get factsMax(): number {
    return this.options.factsMax ?? factsMaxDefault;
  }

  private tidy(book: Book, forgotten: RecentIds): void {
    const { factsPerBookMin = keptMin } = this.options;
    const keep = Math.max(factsPerBookMin, Math.floor(this.factsMax / (2 * this.count)));
    const before = book.size;
    for (const id of book.tidy(keep)) forgotten.add(id);
    this.held += book.size - before;
  }

  /** @param since what is about a later time is remembered as it is told, epoch milliseconds */
  private async load(at: At, of: LedgerName, registry: Registry, since: number): Promise<Book> {
    const { sql, memory, factsPerBookMin = keptMin } = this.options;
    const { hub, commodity } = of;
    const stored = await loadPlan(sql, hub, commodity);
    const book = new Book(hub, commodity, stored.number);
    book.restore(stored.published);
    // A ledger's first fact always makes its first plan, so one that was never planned has nothing to remember.
    if (stored.number === 0) return book;
    book.judgeBy(registry);
    let earliest = since;
    await memory.factsOf({ hub, commodity, ...at }, (facts) => {
      earliest = Math.min(earliest, book.needsSince(facts, registry));
      book.apply(facts);
      if (this.held + book.size > this.factsMax) book.tidy(factsPerBookMin, since);
    });
    // What came only now may be about a time of which the older pages are forgotten already.
    if (earliest < since) return this.load(at, of, registry, earliest);
    if (since < Infinity) book.rest();
    return book;
  }

  private remove(books: Map<string, Book>, key: string, book: Book): void {
    if (!books.delete(key)) return;
    this.count--;
    this.held -= book.size;
  }

  private shelf(partition: number): Shelf {
    let shelf = this.shelves.get(partition);
    if (!shelf)
      this.shelves.set(partition, (shelf = { books: new Map(), forgotten: new RecentIds(forgottenMax) }));
    return shelf;
  }
}
