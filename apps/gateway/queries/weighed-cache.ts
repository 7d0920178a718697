/** Keeps what was asked for last, up to a weight of all together; what alone weighs more is not kept. */
export class WeighedCache<Value> {
  /** In the order of use: the first was not asked for the longest. */
  private readonly held = new Map<string, { value: Value; weight: number }>();
  private total = 0;

  constructor(private readonly weightMax: number) {}

  get weight(): number {
    return this.total;
  }

  get(key: string): Value | undefined {
    const found = this.held.get(key);
    if (found === undefined) return undefined;
    this.held.delete(key);
    this.held.set(key, found);
    return found.value;
  }

  set(key: string, value: Value, weight: number): void {
    this.drop(key);
    if (weight > this.weightMax) return;
    this.held.set(key, { value, weight });
    this.total += weight;
    for (const oldest of this.held.keys()) {
      if (this.total <= this.weightMax) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.total -= this.held.get(key)?.weight ?? 0;
    this.held.delete(key);
  }
}
