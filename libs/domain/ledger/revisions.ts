import { Timeline, compareText, type Dated } from './timeline.js';

/** Facts that follow each other under one key: the newest by time and event id is the one in force. */
export class Revisions<T extends Dated> {
  private readonly histories = new Map<string, Timeline<T>>();
  /** The keys in their order; null when there is a new one. */
  private keys: string[] | null = null;

  constructor(private readonly keyOf: (fact: T) => string) {}

  add(fact: T): void {
    const key = this.keyOf(fact);
    let history = this.histories.get(key);
    if (history === undefined) {
      this.histories.set(key, (history = new Timeline<T>()));
      this.keys = null;
    }
    history.add(fact);
  }

  remove(fact: T): void {
    this.histories.get(this.keyOf(fact))?.remove(fact);
  }

  get isEmpty(): boolean {
    return this.histories.size === 0;
  }

  newest(key: string): T | undefined {
    return this.histories.get(key)?.newest;
  }

  isNewest(fact: T): boolean {
    return this.newest(this.keyOf(fact)) === fact;
  }

  /** The facts in force, by key. */
  inForce(): T[] {
    this.keys ??= [...this.histories.keys()].sort(compareText);
    const facts: T[] = [];
    for (const key of this.keys) {
      const { newest } = this.histories.get(key)!;
      if (newest !== undefined) facts.push(newest);
    }
    return facts;
  }

  /** The facts that others followed. */
  *followed(): Iterable<T> {
    for (const { items } of this.histories.values()) yield* items.slice(0, -1);
  }
}
