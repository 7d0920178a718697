/**
 * Finds what the outbox relay sent again after a crash. A stream's sequence only grows, and records of one
 * stream keep their order within a partition, so whatever is not above the highest seen was there before.
 */
export class Duplicates {
  private readonly highest = new Map<string, number>();
  private readonly streams = new Map<string, number>();

  /** True when this record was here before. Records without a stream never are. */
  isRepeat(topic: string, partition: number, headers: Record<string, string>): boolean {
    const stream = headers['lumbung-stream'];
    const sequence = Number(headers['lumbung-sequence']);
    if (stream === undefined || !Number.isSafeInteger(sequence)) return false;
    const at = `${topic}/${partition}/${stream}`;
    const seen = this.highest.get(at);
    if (seen !== undefined && sequence <= seen) return true;
    this.highest.set(at, sequence);
    if (sequence > (this.streams.get(stream) ?? -1)) this.streams.set(stream, sequence);
    return false;
  }

  /** Highest sequence of a stream seen on any partition; -1 when none was. */
  reached(stream: string): number {
    return this.streams.get(stream) ?? -1;
  }
}
