/** Under `/v1/shipments/{id}/`: what is said of a shipment. */
export type Deed =
  | 'responses'
  | 'changes'
  | 'dispatches'
  | 'locations'
  | 'receipts'
  | 'dispositions'
  | 'cancellations'
  | 'decisions'
  | 'splits'
  | 'merges'
  | 'breakdowns'
  | 'transfers'
  | 'returns';

export interface Draft {
  /** Deterministic: a second tap makes the same one and is one event for ever. Also the gateway's idempotency key. */
  id: string;
  /** Who tapped. */
  person: string;
  shipmentId: string;
  deed: Deed;
  body: object;
  /** JPEGs that go ahead of it, under the names that the body's `photos` give them. */
  photos?: Record<string, Blob>;
}

export interface Refusal {
  /** Stable code of the gateway. */
  code: string;
  text: { id: string; en: string } | null;
}

export interface Entry extends Draft {
  /** Grows: entries are sent in this order. */
  sequence: number;
  /** When it was tapped, epoch milliseconds by the gateway's clock as far as the phone knows it. */
  at: number;
  state: 'waiting' | 'sent' | 'refused';
  sentAt?: number;
  refusal?: Refusal;
}

export type Posted =
  | { kind: 'sent' }
  /** No network, or a server that is busy: it waits. */
  | { kind: 'later' }
  /** The session is over: it waits until the person has signed in again. */
  | { kind: 'signed-out' }
  | { kind: 'refused'; refusal: Refusal };

/** Where entries outlive the page. */
export interface Shelf {
  all(): Promise<Entry[]>;
  /** Keeps it unless one with this id is kept and was not refused; true when it was kept. */
  add(entry: Entry): Promise<boolean>;
  put(entry: Entry): Promise<void>;
  remove(ids: string[]): Promise<void>;
}

export interface OutboxPorts {
  shelf: Shelf;
  post(entry: Entry): Promise<Posted>;
  /** Epoch milliseconds. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
  /** Runs it while no other page of this phone sends. */
  alone(work: () => Promise<void>): Promise<void>;
}

export interface OutboxState {
  entries: readonly Entry[];
  isSending: boolean;
  isSignedOut: boolean;
}

export const outboxLimits = {
  /** Positions that wait; the oldest go first, every other entry is kept. */
  positionsMax: 240,
  entriesMax: 2_000,
  /** What was sent is remembered so long, so that a late second tap is known. */
  rememberMs: 7 * 86_400_000,
} as const;

/** A step right behind another may reach the gateway before its state has moved on. */
const behindMs = 30_000;
const againMs = 1_500;
const againMax = 4;

/** What was tapped, in order, until the gateway has it: each entry is sent once in effect, whatever the network does. */
export class Outbox {
  private state: OutboxState = { entries: [], isSending: false, isSignedOut: false };
  private readonly listeners = new Set<() => void>();
  private flushing: Promise<void> | null = null;

  constructor(private readonly ports: OutboxPorts) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): OutboxState => this.state;

  /** Reads what an earlier page left behind. */
  async load(): Promise<void> {
    const entries = inOrder(await this.ports.shelf.all());
    const old = this.ports.now() - outboxLimits.rememberMs;
    const gone = entries.filter(({ state, sentAt }) => state === 'sent' && (sentAt ?? 0) < old);
    if (gone.length > 0) await this.ports.shelf.remove(gone.map(({ id }) => id));
    this.change({ entries: entries.filter((entry) => !gone.includes(entry)) });
  }

  /** What somebody else left on this phone is not said in this person's name. */
  async belongTo(person: string): Promise<void> {
    const others = (await this.ports.shelf.all()).filter((entry) => entry.person !== person);
    if (others.length > 0) await this.ports.shelf.remove(others.map(({ id }) => id));
    await this.load();
  }

  /** Keeps it on the phone first, then tries to send; false: it was tapped before. */
  async add(draft: Draft): Promise<boolean> {
    const { entries } = this.state;
    if (entries.length >= outboxLimits.entriesMax) throw new Error('the outbox is full');
    const sequence = Math.max(0, ...entries.map((entry) => entry.sequence)) + 1;
    const entry: Entry = { ...draft, sequence, at: this.ports.now(), state: 'waiting' };
    const isNew = await this.ports.shelf.add(entry);
    if (isNew) await this.thin();
    await this.load();
    void this.flush();
    return isNew;
  }

  /** Takes back what was not sent, or what was refused and read. */
  async drop(id: string): Promise<void> {
    await this.ports.shelf.remove([id]);
    await this.load();
  }

  /** Sends what waits; one at a time, and nothing past an entry that could not be sent. */
  flush(): Promise<void> {
    this.flushing ??= this.ports
      .alone(() => this.sendAll())
      .finally(() => {
        this.flushing = null;
        this.change({ isSending: false });
      });
    return this.flushing;
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      await this.load();
      const entry = this.state.entries.find(({ state }) => state === 'waiting');
      if (!entry) return;
      this.change({ isSending: true });
      const posted = await this.post(entry);
      this.change({ isSignedOut: posted.kind === 'signed-out' });
      if (posted.kind === 'later' || posted.kind === 'signed-out') return;
      await this.settle(entry, posted);
    }
  }

  private async settle({ photos: _, ...entry }: Entry, posted: Posted): Promise<void> {
    // A position of a load that has arrived is nobody's concern.
    if (posted.kind === 'refused' && entry.deed === 'locations') return this.ports.shelf.remove([entry.id]);
    // Positions have times of their own and are never tapped twice.
    if (posted.kind === 'sent' && entry.deed === 'locations') return this.ports.shelf.remove([entry.id]);
    // The gateway has the pictures, or will not take them: the phone needs its room again.
    return this.ports.shelf.put(
      posted.kind === 'refused'
        ? { ...entry, state: 'refused', refusal: posted.refusal }
        : { ...entry, state: 'sent', sentAt: this.ports.now() },
    );
  }

  private async post(entry: Entry): Promise<Posted> {
    for (let again = 0; ; again += 1) {
      const posted = await this.ports.post(entry);
      const isEarly = posted.kind === 'refused' && posted.refusal.code === 'SHIPMENT_STATE';
      if (!isEarly || again >= againMax || !this.isRightBehind(entry)) return posted;
      await this.ports.wait(againMs);
    }
  }

  private isRightBehind({ shipmentId, sequence }: Entry): boolean {
    const since = this.ports.now() - behindMs;
    return this.state.entries.some(
      (other) => other.shipmentId === shipmentId && other.sequence < sequence && (other.sentAt ?? 0) > since,
    );
  }

  private async thin(): Promise<void> {
    const positions = inOrder(await this.ports.shelf.all()).filter(({ deed }) => deed === 'locations');
    const over = positions.slice(0, Math.max(0, positions.length - outboxLimits.positionsMax));
    if (over.length > 0) await this.ports.shelf.remove(over.map(({ id }) => id));
  }

  private change(part: Partial<OutboxState>): void {
    this.state = { ...this.state, ...part };
    this.listeners.forEach((listener) => listener());
  }
}

const inOrder = (entries: Entry[]): Entry[] => [...entries].sort((a, b) => a.sequence - b.sequence);
