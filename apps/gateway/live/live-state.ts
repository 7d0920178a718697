import type { LiveEvent } from './live-event.js';

/** The newest event of every subject that is part of the present: what a new subscriber sees first. */
export class LiveState {
  private readonly topics: Map<string, LiveEvent>[];

  constructor(topics: number) {
    this.topics = Array.from({ length: topics }, () => new Map());
  }

  /** Takes an event in, unless a newer one of its subject is held. */
  apply(topic: number, event: LiveEvent): void {
    const subjects = this.topics[topic]!;
    const held = subjects.get(event.subject);
    if (held && held.sequence >= event.sequence) return;
    if (event.past) subjects.delete(event.subject);
    else subjects.set(event.subject, event);
  }

  of(topic: number): Iterable<LiveEvent> {
    return this.topics[topic]!.values();
  }

  get size(): number {
    return this.topics.reduce((sum, subjects) => sum + subjects.size, 0);
  }
}
