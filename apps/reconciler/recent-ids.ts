/** The newest so many ids, the oldest leaving first. */
export class RecentIds {
  private readonly ids = new Set<string>();

  constructor(private readonly sizeMax: number) {}

  has(id: string): boolean {
    return this.ids.has(id);
  }

  add(id: string): void {
    this.ids.add(id);
    if (this.ids.size > this.sizeMax) this.ids.delete(this.ids.values().next().value!);
  }
}
