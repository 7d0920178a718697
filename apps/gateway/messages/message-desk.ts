import { createHash, createHmac } from 'node:crypto';
import { TokenBuckets, type RegistryCache, type Speaker } from '#access';
import { sourceOfParty } from '#contracts';
import type { Database, Sql } from '#database';
import { bounded, converse, lexiconOf, type OwnPlace, type Said, type Talk, type Turn } from '#messages';
import type { EventDoor } from '../events/event-door.js';
import type { Incoming } from '../events/incoming.js';
import type { Channel, IncomingMessage } from './channels.js';
import { Gate } from './gate.js';
import { holdSender, type Sender } from './sender-store.js';
import { isFirst, isStrange, queueReply, readTalk, receivedMs, writeTalk } from './talk-store.js';

export interface MessageDeskOptions {
  database: Database;
  registry: RegistryCache;
  door: EventDoor;
  messagesPerMinute: number;
  /** An answer waits to be sent. */
  onReply: () => void;
  now?: () => number;
}

const sendersMax = 10_000;
const dayMs = 24 * 60 * 60_000;
/** A day less than what was handled is remembered: a message cannot come again after that is forgotten. */
const ageMsMax = receivedMs - dayMs;

const texts = {
  stranger:
    'Nomor ini belum terdaftar di Lumbung. Minta petugas lapangan mendaftarkannya. Pesan Anda tidak disimpan.',
  notText: 'Hanya pesan tertulis yang dibaca. Contoh: stok telur 80 peti',
  tooMany: 'Terlalu banyak pesan. Tunggu satu menit, lalu kirim lagi; pesan tadi tidak dicatat.',
  inactive: 'Pendaftaran Anda belum aktif. Hubungi petugas lapangan.',
};

/** Reads messages of registered senders, says the facts in the name of their party, and queues an answer to each. */
export class MessageDesk {
  private readonly buckets: TokenBuckets;
  private readonly warnings = new TokenBuckets({ perSecond: 1 / 60, burst: 1, bucketsMax: sendersMax });
  // A message holds one connection and asks the door, which needs another: they must not all be held.
  private readonly gate = new Gate(3, 300);
  private readonly now: () => number;

  constructor(private readonly options: MessageDeskOptions) {
    const perMinute = options.messagesPerMinute;
    this.buckets = new TokenBuckets({ perSecond: perMinute / 60, burst: perMinute, bucketsMax: sendersMax });
    this.now = options.now ?? Date.now;
  }

  /**
   * Handles a message once, however often it comes: facts have ids of the message, and what was handled is remembered
   * in the transaction of its answer. @throws Problem when it cannot be handled now; then it may come again
   */
  async take(channel: Channel, message: IncomingMessage): Promise<void> {
    const nowMs = this.now();
    if (nowMs - message.atMs > ageMsMax) return;
    const key = createHash('sha256').update(`${channel.name}\0${message.id}`).digest();
    const handle = async (sql: Sql): Promise<boolean> => {
      if (!(await isFirst(sql, key, nowMs))) return false;
      const reply = await this.replyTo(sql, channel, message, key.toString('hex').slice(0, 32));
      if (reply === null) return false;
      const body = bounded(reply, channel.charactersMax);
      await queueReply(sql, { channel: channel.name, address: message.address, body }, nowMs);
      return true;
    };
    const answered = await this.gate.through(() => this.options.database.transaction(handle));
    if (answered) this.options.onReply();
  }

  private async replyTo(
    sql: Sql,
    channel: Channel,
    { address, text, atMs }: IncomingMessage,
    key: string,
  ): Promise<string | null> {
    const nowMs = this.now();
    const sender = await holdSender(sql, channel.name, address);
    if (!sender) {
      const who = createHmac('sha256', channel.secret).update(`${channel.name}\0${address}`).digest();
      return (await isStrange(sql, who, nowMs)) ? texts.stranger : null;
    }
    const bucket = `${channel.name} ${address}`;
    if (!this.buckets.take(bucket, 1, nowMs).allowed)
      return this.warnings.take(bucket, 1, nowMs).allowed ? texts.tooMany : null;
    if (text === null) return texts.notText;
    const speaker = this.speakerOf(sender.party);
    if (!speaker) return texts.inactive;
    const lexicon = lexiconOf(this.placesOf(sender), this.options.registry.registry.commodities);
    const before = await readTalk(sql, sender.senderId, nowMs);
    const at = afterLast(Math.min(atMs, nowMs), before);
    const turn = converse(before, { text, message: key, atMs: at, day: this.dayOf(at) }, lexicon);
    const refused = await this.say(speaker, turn, key, at);
    // What was refused has not happened: the conversation stands where it stood.
    if (refused !== null) return refused;
    await writeTalk(sql, sender.senderId, turn.talk, nowMs);
    return turn.reply;
  }

  /** Hands the facts of a turn to the door, all of them or none; answers why they were refused, or null. */
  private async say(principal: Speaker, turn: Turn, key: string, atMs: number): Promise<string | null> {
    const { party } = principal;
    const events = [
      ...turn.takesBack.flatMap(({ message, count }) =>
        Array.from({ length: count }, (_, n) => correction(party, `${key}-b${n}`, `${message}-${n}`, atMs)),
      ),
      ...(turn.says?.facts ?? []).map((said, n) =>
        factEvent(party, `${turn.says!.message}-${n}`, said, turn.says!.atMs),
      ),
    ];
    if (events.length === 0) return null;
    const outcomes = await this.options.door.take({
      principal,
      events: events.map(incomingOf),
      traceparent: undefined,
      isWhole: true,
    });
    const refused = outcomes.find((outcome) => outcome.kind === 'refused');
    return refused ? `Tidak dicatat: ${refused.refused.text.id}` : null;
  }

  private speakerOf(code: string): Speaker | null {
    const party = this.options.registry.index.parties.get(code);
    if (!party || party.status === 'planned') return null;
    return { party: code, kind: party.kind, regions: party.regions };
  }

  private placesOf({ party, places }: Sender): OwnPlace[] {
    return places.flatMap(({ place, nicknames }) => {
      const known = this.options.registry.index.places.get(place);
      if (known?.party !== party) return [];
      return [{ code: known.code, name: known.nameId, nicknames, capacity: known.capacity }];
    });
  }

  private dayOf(atMs: number): string {
    const timeZone = this.options.registry.registry.hubs[0]?.timezone ?? 'Asia/Jakarta';
    const day = new Intl.DateTimeFormat('id-ID', { timeZone, day: 'numeric', month: 'long' });
    const said = day.format(atMs);
    return said === day.format(this.now()) ? 'hari ini' : `pada ${said}`;
  }
}

// Providers tell seconds: what was sold in the second of a count must not be taken for counted already.
function afterLast(atMs: number, { recorded }: Talk): number {
  const last = recorded.at(-1)?.atMs ?? 0;
  return Math.floor(last / 1_000) === Math.floor(atMs / 1_000) ? Math.max(atMs, last + 1) : atMs;
}

function envelope(party: string, id: string, atMs: number) {
  const time = new Date(atMs).toISOString();
  return { specversion: '1.0', id, source: sourceOfParty(party), time, datacontenttype: 'application/json' };
}

function factEvent(
  party: string,
  id: string,
  { intent, commodity, place, quantity, unit }: Said,
  atMs: number,
) {
  const where = { location: place, commodity, unit };
  return intent === 'counted'
    ? { ...envelope(party, id, atMs), type: 'lumbung.stock.counted.v1', data: { ...where, quantity } }
    : {
        ...envelope(party, id, atMs),
        type: 'lumbung.stock.moved.v1',
        data: { ...where, delta: quantity, reason: intent },
      };
}

function correction(party: string, id: string, corrects: string, atMs: number) {
  const data = { corrects: { id: corrects }, reason: 'Ditarik oleh pengirim lewat pesan' };
  return { ...envelope(party, id, atMs), type: 'lumbung.fact.corrected.v1', data };
}

function incomingOf(json: object): Incoming {
  return { value: JSON.stringify(json), json, fault: null };
}
