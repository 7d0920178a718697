/** Work that is under way; the first that fails is kept, and told to whoever asks. */
export class Agenda {
  private open = 0;
  private failure: unknown;

  add(work: () => Promise<void>): void {
    this.open++;
    void work()
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => this.open--);
  }

  /** How much of it there is. @throws as `isEmpty` */
  get size(): number {
    return this.isEmpty ? 0 : this.open;
  }

  /** @throws what the first piece of work failed with */
  get isEmpty(): boolean {
    if (this.failure !== undefined) throw this.failure;
    return this.open === 0;
  }
}
