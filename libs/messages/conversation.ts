import type { Draft } from './drafts.js';
import type { Lexicon } from './lexicon.js';
import { answerOf, readMessage, type Doubt } from './read.js';
import { chosen, resolve, type Said, type Slot } from './resolve.js';
import { help, listed, question, readBack, sentences, unclearText } from './sentences.js';

/** A question that waits for its answer. Facts are of the message that asked for them, and of its time. */
type Open = {
  message: string;
  atMs: number;
  /** Messages whose facts are taken back when this is recorded: of a correction. */
  replaces: string[];
} & (
  | { kind: 'confirm'; facts: Said[] }
  | {
      kind: 'choose';
      drafts: Draft[];
      index: number;
      slot: Slot;
      options: string[];
      doubts: Doubt[];
      unknown: string[];
    }
  | { kind: 'cancel'; cancels: string }
);

/** What one message has put on record. */
interface Recorded {
  message: string;
  atMs: number;
  facts: Said[];
}

/** All that is remembered of a sender between messages. */
export interface Talk {
  open: Open | null;
  /** Newest last. */
  recorded: Recorded[];
}

export interface Turn {
  talk: Talk;
  /** To be said, in the name of the message that it came from. */
  says: { message: string; atMs: number; facts: Said[] } | null;
  /** Messages of which every fact is taken back. */
  takesBack: { message: string; count: number }[];
  reply: string;
}

export interface Heard {
  text: string;
  /** Identity of the message for ever. */
  message: string;
  /** When it was written. */
  atMs: number;
  /** The day that `atMs` is, in words: `hari ini`, `22 November`. */
  day: string;
}

export const talkLimits = { openMs: 30 * 60_000, recordedMs: 24 * 60 * 60_000, recordedMax: 5 };
export const newTalk: Talk = { open: null, recorded: [] };

/** One turn of a conversation, without any effect: the same talk and message give the same turn. */
export function converse(before: Talk, heard: Heard, lexicon: Lexicon): Turn {
  const talk: Talk = {
    open: before.open && heard.atMs - before.open.atMs <= talkLimits.openMs ? before.open : null,
    recorded: before.recorded.filter(({ atMs }) => heard.atMs - atMs <= talkLimits.recordedMs),
  };
  return new Speaker(talk, heard, lexicon).answer();
}

class Speaker {
  constructor(
    private readonly talk: Talk,
    private readonly heard: Heard,
    private readonly lexicon: Lexicon,
  ) {}

  answer(): Turn {
    const answer = answerOf(this.heard.text);
    if (answer !== null) return this.answered(answer);
    const reading = readMessage(this.heard.text, this.lexicon);
    if (reading.kind === 'unclear') return this.silent(unclearText(reading.code, reading.what, this.lexicon));
    if (reading.kind === 'command') {
      if (reading.command === 'help') return this.silent(help);
      return reading.command === 'list' ? this.silent(this.list()) : this.cancel(reading.isMended);
    }
    const replaces: string[] = [];
    let { drafts } = reading;
    if (reading.isCorrection) {
      const corrected = this.corrected(drafts);
      if (!corrected) return this.silent(unclearText('NOTHING_TO_CORRECT', undefined, this.lexicon));
      drafts = [corrected.draft];
      replaces.push(corrected.message);
    }
    const { message, atMs } = this.heard;
    const turn = this.settle({ message, atMs, replaces }, drafts, reading.doubts, reading.unknown);
    return this.talk.open === null ? turn : { ...turn, reply: `${sentences.replaced}\n${turn.reply}` };
  }

  private answered(answer: number | 'yes' | 'no'): Turn {
    const { open } = this.talk;
    if (!open) return this.silent(answer === 'yes' ? help : sentences.nothingOpen);
    if (open.kind === 'choose') {
      const option = typeof answer === 'number' ? open.options[answer - 1] : undefined;
      if (answer === 'no') return this.drop();
      if (option === undefined) return this.silent(`${sentences.wrongChoice}\n${this.questionOf(open)}`);
      const drafts = open.drafts.map((draft, index) =>
        index === open.index ? chosen(draft, open.slot, option) : draft,
      );
      return this.settle(open, drafts, open.doubts, open.unknown);
    }
    if (answer === 'no' || answer === 2) return this.drop();
    if (answer !== 'yes' && answer !== 1) return this.silent(sentences.wrongChoice);
    return open.kind === 'cancel' ? this.takeBack(open.cancels) : this.record(open, open.facts);
  }

  /** Asks what is open, or has it confirmed, or says it at once. */
  private settle(
    of: Pick<Open, 'message' | 'atMs' | 'replaces'>,
    drafts: Draft[],
    doubts: Doubt[],
    unknown: string[],
  ): Turn {
    const facts: Said[] = [];
    const found = new Set(doubts);
    const { message, atMs, replaces } = of;
    for (const [index, draft] of drafts.entries()) {
      const resolved = resolve(draft, this.lexicon);
      if (resolved.kind === 'unclear')
        return this.drop(unclearText(resolved.code, resolved.what, this.lexicon));
      if (resolved.kind === 'choose') {
        const { slot, options } = resolved;
        const open: Open = {
          kind: 'choose',
          message,
          atMs,
          replaces,
          drafts,
          index,
          slot,
          options,
          doubts,
          unknown,
        };
        return { ...this.silent(this.questionOf(open)), talk: { ...this.talk, open } };
      }
      facts.push(resolved.said);
      for (const doubt of resolved.doubts) found.add(doubt);
    }
    if (found.size === 0 && replaces.length === 0 && !isRepeated(facts)) return this.record(of, facts);
    const open: Open = { kind: 'confirm', message, atMs, replaces, facts };
    const unread = unknown.length > 0 ? `${sentences.unknownWords(unknown)}\n` : '';
    return { ...this.silent(unread + sentences.confirm(this.shown(open))), talk: { ...this.talk, open } };
  }

  private shown(open: Open & { kind: 'confirm' }): string {
    const list = listed(open.facts, this.lexicon, this.heard.day);
    const before = this.talk.recorded.find(({ message }) => message === open.replaces[0]);
    return before ? sentences.corrected(this.told(before.facts), list) : list;
  }

  private questionOf({ drafts, index, slot, options }: Open & { kind: 'choose' }): string {
    const draft = drafts[index]!;
    const amount = draft.amounts.length === 1 ? draft.amounts[0]!.replace('.', ',') : '';
    const about = drafts.length === 1 && slot === 'amount' ? '' : [amount, draft.unit ?? ''].join(' ').trim();
    return question(slot, options, about, this.lexicon);
  }

  private record(
    { message, atMs, replaces }: Pick<Open, 'message' | 'atMs' | 'replaces'>,
    facts: Said[],
  ): Turn {
    const taken = this.talk.recorded.filter((each) => replaces.includes(each.message));
    const kept = this.talk.recorded.filter((each) => !replaces.includes(each.message));
    return {
      talk: { open: null, recorded: [...kept, { message, atMs, facts }].slice(-talkLimits.recordedMax) },
      says: { message, atMs, facts },
      takesBack: taken.map((each) => ({ message: each.message, count: each.facts.length })),
      reply: sentences.recorded(listed(facts, this.lexicon, this.heard.day)),
    };
  }

  /** BATAL ends a question that is open; without one it takes back what was last recorded. */
  private cancel(isMended: boolean): Turn {
    if (this.talk.open) return this.drop();
    const last = this.talk.recorded.at(-1);
    if (!last) return this.silent(sentences.nothingToCancel);
    if (!isMended) return this.takeBack(last.message);
    const { message, atMs } = this.heard;
    const open: Open = { kind: 'cancel', message, atMs, replaces: [], cancels: last.message };
    return { ...this.silent(sentences.confirmCancel(this.told(last.facts))), talk: { ...this.talk, open } };
  }

  private takeBack(message: string): Turn {
    const taken = this.talk.recorded.find((each) => each.message === message);
    if (!taken) return { ...this.silent(sentences.nothingToCancel), talk: { ...this.talk, open: null } };
    return {
      talk: { open: null, recorded: this.talk.recorded.filter((each) => each !== taken) },
      says: null,
      takesBack: [{ message, count: taken.facts.length }],
      reply: sentences.canceled(this.told(taken.facts)),
    };
  }

  /** What a correction says anew, over the one record that it can mean. */
  private corrected(drafts: readonly Draft[]): { draft: Draft; message: string } | null {
    const [draft] = drafts;
    if (!draft || drafts.length > 1) return null;
    const last = this.talk.recorded.at(-1);
    const [fact] = last?.facts ?? [];
    if (!last || !fact || last.facts.length > 1) return null;
    const { intents, commodities, places, amounts, unit } = draft;
    if (amounts.length === 0 && unit === null && places === null && commodities.length === 0) return null;
    return {
      message: last.message,
      draft: {
        intents: intents.length > 0 ? intents : [fact.intent],
        commodities: commodities.length > 0 ? commodities : [fact.commodity],
        places: places ?? [fact.place],
        amounts: amounts.length > 0 ? amounts : [fact.quantity],
        unit: unit ?? fact.unit,
      },
    };
  }

  private list(): string {
    const facts = this.talk.recorded.flatMap((each) => each.facts);
    return facts.length === 0 ? sentences.noneYet : `24 jam terakhir:\n${this.lines(facts)}`;
  }

  private lines(facts: readonly Said[]): string {
    return facts.map((fact) => `- ${readBack(fact, this.lexicon)}`).join('\n');
  }

  private told(facts: readonly Said[]): string {
    return facts.length === 1 ? `${readBack(facts[0]!, this.lexicon)}.` : `\n${this.lines(facts)}`;
  }

  private drop(reply = sentences.dropped): Turn {
    return { ...this.silent(reply), talk: { ...this.talk, open: null } };
  }

  private silent(reply: string): Turn {
    return { talk: this.talk, says: null, takesBack: [], reply };
  }
}

/** The same thing of the same place twice in one message: one may be meant to be another. */
function isRepeated(facts: readonly Said[]): boolean {
  const names = facts.map(({ intent, commodity, place }) => `${intent} ${commodity} ${place}`);
  return new Set(names).size < names.length;
}
