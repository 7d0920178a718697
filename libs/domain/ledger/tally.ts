import { Timeline, type Dated } from './timeline.js';

/** What can tell how much lies after a time. */
export interface Sums {
  sumAfter(time: number): number;
}

/** A timeline of signed quantities that knows the sum after any time. */
export class Tally<T extends Dated> implements Sums {
  readonly timeline = new Timeline<T>();
  /** sums[k] is the sum of the first k items; only the first `clean` + 1 entries are right. */
  private readonly sums: number[] = [0];
  private clean = 0;

  /** `valueOf` answers base units, integer; call `refresh` when it would answer differently. */
  constructor(private readonly valueOf: (item: T) => number) {}

  add(item: T): void {
    this.timeline.add(item);
  }

  remove(item: T): void {
    this.timeline.remove(item);
  }

  refresh(): void {
    this.clean = 0;
  }

  /** Sum of the items later than `time`: O(log n), and only a late item makes the tail be added again. */
  sumAfter(time: number): number {
    this.clean = Math.min(this.clean, this.timeline.takeChange());
    const { items } = this.timeline;
    for (; this.clean < items.length; this.clean++) {
      this.sums[this.clean + 1] = this.sums[this.clean]! + this.valueOf(items[this.clean]!);
    }
    return this.sums[items.length]! - this.sums[this.timeline.after(time)]!;
  }
}
