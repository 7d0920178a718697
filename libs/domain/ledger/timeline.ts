/** What orders facts: when it happened, then the event's own id; the fact id only makes the order total. */
export interface Dated {
  readonly id: string;
  readonly time: number;
  readonly eventId: string;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareDated(a: Dated, b: Dated): number {
  return a.time - b.time || compareText(a.eventId, b.eventId) || compareText(a.id, b.id);
}

/**
 * Items kept in order of `compareDated`. The usual one is the newest, so adding it costs one comparison;
 * late ones wait and are merged in together, once, when somebody looks.
 */
export class Timeline<T extends Dated> {
  private readonly sorted: T[] = [];
  private late: T[] = [];
  private changedFrom = Infinity;

  get items(): readonly T[] {
    if (this.late.length > 0) this.merge();
    return this.sorted;
  }

  get newest(): T | undefined {
    const { items } = this;
    return items[items.length - 1];
  }

  add(item: T): void {
    const last = this.sorted[this.sorted.length - 1];
    if (last !== undefined && compareDated(last, item) > 0) this.late.push(item);
    else this.changed(this.sorted.push(item) - 1);
  }

  /** Does nothing when the item is not here. */
  remove(item: T): void {
    const at = this.find(item);
    if (at < 0) return;
    this.sorted.splice(at, 1);
    this.changed(at);
  }

  /** The lowest index at which something else stands than when this was asked last; Infinity when nothing does. */
  takeChange(): number {
    if (this.late.length > 0) this.merge();
    const from = this.changedFrom;
    this.changedFrom = Infinity;
    return from;
  }

  /** Index of the item, −1 when it is not here. */
  find(item: Dated): number {
    const at = this.search((other) => compareDated(other, item) >= 0);
    return this.sorted[at]?.id === item.id ? at : -1;
  }

  /** Index of the first item later than `time`. */
  after(time: number): number {
    return this.search((item) => item.time > time);
  }

  private search(reached: (item: T) => boolean): number {
    const { items } = this;
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reached(items[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** From the back, so that what is older than every late item is not touched. */
  private merge(): void {
    const { sorted } = this;
    const late = this.late.sort(compareDated);
    this.late = [];
    let from = sorted.length - 1;
    let to = from + late.length;
    for (let next = late.length - 1; next >= 0; to--) {
      if (from >= 0 && compareDated(sorted[from]!, late[next]!) > 0) sorted[to] = sorted[from--]!;
      else sorted[to] = late[next--]!;
    }
    this.changed(to + 1);
  }

  private changed(index: number): void {
    this.changedFrom = Math.min(this.changedFrom, index);
  }
}
