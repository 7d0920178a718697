import { correctionOf, eventOf, newReportId, type ReportEvent, type Said } from './report.js';

export interface Text {
  id: string;
  en: string;
}

export interface Entry {
  /** Of its event: the same for ever, however often it is sent. */
  id: string;
  /** Grows: entries are sent in this order. */
  sequence: number;
  /** What is sent, byte for byte the same each time. */
  event: ReportEvent;
  /** What the person said; null: it takes back `corrects`. */
  said: Said | null;
  corrects: string | null;
  /** waiting: on this phone only. sent: at the door. taken: counts. held: a person looks at it. */
  state: 'waiting' | 'sent' | 'taken' | 'held' | 'refused';
  /** It was sent once and no answer came: it may have arrived. */
  isUnsure?: boolean;
  /** Why it is held or refused. */
  text?: Text | null;
}

export type Answer =
  | { kind: 'sent' }
  /** No network, or a server that is busy; `mayHaveArrived` when the request left and no answer came. */
  | { kind: 'later'; mayHaveArrived: boolean }
  /** This phone may report no more. */
  | { kind: 'revoked'; text: Text | null }
  | { kind: 'refused'; text: Text | null };

export type Outcome = { state: 'sent' | 'taken' | 'held' | 'refused'; text: Text | null } | null;

export interface Shelf {
  all(): Promise<Entry[]>;
  /** Keeps it unless one with this id is kept; true when it was kept. */
  add(entry: Entry): Promise<boolean>;
  put(entry: Entry): Promise<void>;
  remove(ids: string[]): Promise<void>;
}

export interface QueuePorts {
  shelf: Shelf;
  post(event: ReportEvent): Promise<Answer>;
  /** What became of it; null: not known now. */
  look(event: ReportEvent): Promise<Outcome>;
  /** Epoch milliseconds by the gateway's clock as far as the phone knows it. */
  now(): number;
  /** Runs it while no other page of this phone sends. */
  alone(work: () => Promise<void>): Promise<void>;
}

export interface QueueState {
  entries: readonly Entry[];
  /** Why this phone may report no more; undefined: it may. */
  revoked: Text | null | undefined;
  isSending: boolean;
}

export const queueLimits = { keptMax: 100, waitingMax: 500 } as const;

/** What was confirmed, in order, until the gateway has it: once in effect, whatever the network does. */
export class Queue {
  private state: QueueState = { entries: [], revoked: undefined, isSending: false };
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly ports: QueuePorts,
    private readonly changed: () => void = () => undefined,
  ) {}

  getState(): QueueState {
    return this.state;
  }

  async load(): Promise<void> {
    const entries = (await this.ports.shelf.all()).sort((a, b) => a.sequence - b.sequence);
    const settled = entries.filter(({ state }) => state !== 'waiting');
    const old = settled.slice(0, Math.max(0, settled.length - queueLimits.keptMax));
    if (old.length > 0) await this.ports.shelf.remove(old.map(({ id }) => id));
    this.change({ entries: entries.filter((entry) => !old.includes(entry)) });
  }

  /** Keeps a report on the phone; false: it was confirmed before. */
  async say(id: string, said: Said): Promise<boolean> {
    return this.keep(id, said, null, (atMs) => eventOf(id, said, atMs));
  }

  /** Takes a report back: what has never left the phone just goes, all else is corrected by a further event. */
  async takeBack(entry: Entry, deviceId: string): Promise<void> {
    await this.ports.alone(async () => {
      await this.load();
      const now = this.state.entries.find(({ id }) => id === entry.id);
      if (!now || this.correctionOf(entry.id)) return;
      if ((now.state === 'waiting' && now.isUnsure !== true) || now.state === 'refused')
        return this.ports.shelf.remove([entry.id]);
      const id = newReportId(deviceId);
      const party = now.said!.party;
      await this.keep(id, null, entry.id, (atMs) => correctionOf(id, party, entry.id, atMs));
    });
    await this.load();
  }

  correctionOf(id: string): Entry | undefined {
    return this.state.entries.find(({ corrects, state }) => corrects === id && state !== 'refused');
  }

  /** What waits under an older permission of this phone goes on under a new one, if it surely never arrived. */
  async belongTo(deviceId: string, lost: Text): Promise<void> {
    await this.load();
    this.change({ revoked: undefined });
    for (const entry of this.state.entries) {
      if (entry.state !== 'waiting' || entry.id.startsWith(`${deviceId}.`)) continue;
      if (entry.isUnsure === true || entry.said === null) {
        await this.ports.shelf.put({ ...entry, state: 'refused', text: lost });
        continue;
      }
      const id = newReportId(deviceId);
      await this.ports.shelf.remove([entry.id]);
      await this.ports.shelf.add({ ...entry, id, event: { ...entry.event, id } });
    }
    await this.load();
  }

  /** Sends what waits and asks what became of what was sent. */
  flush(): Promise<void> {
    this.flushing ??= this.ports
      .alone(() => this.sendAll())
      .finally(() => {
        this.flushing = null;
        this.change({ isSending: false });
      });
    return this.flushing;
  }

  private async keep(
    id: string,
    said: Said | null,
    corrects: string | null,
    make: (atMs: number) => ReportEvent,
  ): Promise<boolean> {
    const { entries } = this.state;
    if (entries.filter(({ state }) => state === 'waiting').length >= queueLimits.waitingMax)
      throw new Error('the queue is full');
    const last = entries.at(-1);
    // Two reports never happen at the same moment: their order is what the ledger goes by.
    const atMs = Math.max(this.ports.now(), last ? Date.parse(last.event.time) + 1 : 0);
    const sequence = (last?.sequence ?? 0) + 1;
    const entry: Entry = { id, sequence, event: make(atMs), said, corrects, state: 'waiting' };
    const isNew = await this.ports.shelf.add(entry);
    await this.load();
    return isNew;
  }

  private async sendAll(): Promise<void> {
    await this.load();
    for (;;) {
      const entry = this.state.entries.find(({ state }) => state === 'waiting');
      if (!entry || this.state.revoked !== undefined) break;
      this.change({ isSending: true });
      const answer = await this.ports.post(entry.event);
      if (answer.kind === 'revoked') this.change({ revoked: answer.text });
      if (answer.kind === 'later' && answer.mayHaveArrived)
        await this.ports.shelf.put({ ...entry, isUnsure: true });
      if (answer.kind === 'later' || answer.kind === 'revoked') break;
      await this.ports.shelf.put(
        answer.kind === 'sent'
          ? { ...entry, state: 'sent' }
          : { ...entry, state: 'refused', text: answer.text },
      );
      await this.load();
    }
    await this.lookAtSent();
  }

  private async lookAtSent(): Promise<void> {
    for (const entry of this.state.entries) {
      if (entry.state !== 'sent' && entry.state !== 'held') continue;
      const outcome = await this.ports.look(entry.event);
      if (outcome && (outcome.state !== entry.state || outcome.state === 'held'))
        await this.ports.shelf.put({ ...entry, ...outcome });
    }
    await this.load();
  }

  private change(part: Partial<QueueState>): void {
    this.state = { ...this.state, ...part };
    this.changed();
  }
}
