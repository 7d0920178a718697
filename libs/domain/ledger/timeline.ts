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

/** Items kept in order of `compareDated`. The usual one is the newest, so adding it costs one comparison. */
export class Timeline<T extends Dated> {
  private readonly sorted: T[] = [];

  get items(): readonly T[] {
    return this.sorted;
  }

  get newest(): T | undefined {
    return this.sorted[this.sorted.length - 1];
  }

  /** Answers the index at which the item now stands. */
  add(item: T): number {
    const last = this.newest;
    if (last === undefined || compareDated(last, item) < 0) return this.sorted.push(item) - 1;
    const at = this.indexOf(item);
    this.sorted.splice(at, 0, item);
    return at;
  }

  /** Answers the index at which the item stood, or −1 when it is not here. */
  remove(item: T): number {
    const at = this.find(item);
    if (at >= 0) this.sorted.splice(at, 1);
    return at;
  }

  find(item: Dated): number {
    const at = this.indexOf(item);
    return this.sorted[at]?.id === item.id ? at : -1;
  }

  /** Index of the first item later than `time`. */
  after(time: number): number {
    return this.search((item) => item.time > time);
  }

  private indexOf(item: Dated): number {
    return this.search((other) => compareDated(other, item) >= 0);
  }

  private search(reached: (item: T) => boolean): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reached(this.sorted[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
