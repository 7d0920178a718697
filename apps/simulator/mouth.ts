import type { Log } from '#runtime';
import { Backoff } from './backoff.js';
import type { Door } from './door.js';
import type { Utterance } from './utterance.js';

const waitingMax = 200;
const heldMax = 1_000;
/** What ends something that was said before: it must not be lost when the play stops. */
const closings = new Set(['lumbung.fact.corrected.v1', 'lumbung.demand.withdrawn.v1']);

/**
 * Sends what parties say: each party's in order, held back as long as it should be, tried again until it is
 * taken. A party that cannot be heard forgets its oldest words first.
 */
export class Mouth {
  private readonly waiting = new Map<string, Utterance[]>();
  private readonly speaking = new Map<string, Promise<void>>();
  private held: { atMs: number; utterance: Utterance }[] = [];
  private readonly stopped = new AbortController();
  readonly counts = { taken: 0, refused: 0, forgotten: 0 };

  constructor(
    private readonly doorOf: (party: string) => Door,
    private readonly log: Log,
  ) {}

  say(utterances: readonly Utterance[], nowMs: number): void {
    for (const utterance of utterances) {
      if (utterance.sendAfterMs <= 0) this.queue(utterance);
      else if (this.held.length < heldMax) this.held.push({ atMs: nowMs + utterance.sendAfterMs, utterance });
      else this.counts.forgotten++;
    }
  }

  /** Lets go of what has been held back long enough. */
  release(nowMs: number): void {
    const due = this.held.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
    if (due.length === 0) return;
    this.held = this.held.filter(({ atMs }) => atMs > nowMs);
    for (const { utterance } of due) this.queue(utterance);
  }

  /** Says what must still be said, now instead of later, and ends after it or `withinMs`. */
  async close(nowMs: number, withinMs: number): Promise<void> {
    const cut = setTimeout(() => this.stopped.abort(), withinMs);
    for (const words of this.waiting.values()) words.length = 0;
    for (const { utterance } of this.held.filter((each) => closings.has(each.utterance.event.type))) {
      this.queue({ ...utterance, event: { ...utterance.event, time: new Date(nowMs).toISOString() } });
    }
    this.held = [];
    await Promise.allSettled(this.speaking.values());
    clearTimeout(cut);
    this.stopped.abort();
  }

  private queue(utterance: Utterance): void {
    const { party } = utterance;
    const words = this.waiting.get(party) ?? [];
    this.waiting.set(party, words);
    if (words.length >= waitingMax) {
      words.shift();
      this.counts.forgotten++;
    }
    words.push(utterance);
    if (!this.speaking.has(party)) this.begin(party, words);
  }

  private begin(party: string, words: Utterance[]): void {
    const spoken = this.speak(party, words).finally(() => {
      this.speaking.delete(party);
      // A word may have come between the last one and this line.
      if (words.length > 0 && !this.stopped.signal.aborted) this.begin(party, words);
    });
    this.speaking.set(party, spoken);
  }

  private async speak(party: string, words: Utterance[]): Promise<void> {
    const { signal } = this.stopped;
    const backoff = new Backoff(250, 8_000);
    const door = this.doorOf(party);
    for (let utterance = words.shift(); utterance && !signal.aborted; utterance = words.shift()) {
      backoff.reset();
      for (let outcome = await door(utterance, signal); !this.settled(utterance, outcome);) {
        const waitMs = outcome.kind === 'again' ? outcome.waitMs : 0;
        await backoff.wait(signal, waitMs);
        if (signal.aborted) return;
        outcome = await door(utterance, signal);
      }
    }
  }

  private settled({ party, event }: Utterance, outcome: Awaited<ReturnType<Door>>): boolean {
    if (outcome.kind === 'again') return false;
    if (outcome.kind === 'taken') {
      this.counts.taken++;
      this.log.debug({ party, type: event.type, id: event.id }, 'said');
    } else {
      // Part of the play: some parties err on purpose.
      this.counts.refused++;
      const { status, detail } = outcome;
      this.log.debug({ party, type: event.type, id: event.id, status, detail }, 'refused');
    }
    return true;
  }
}
