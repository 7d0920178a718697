import { draftsOf, type Draft } from './drafts.js';
import { elementsOf, tokensOf, type Element } from './elements.js';
import type { Lexicon } from './lexicon.js';
import { numberOfWords } from './number-words.js';
import { isNo, isYes, type Command, type Flag } from './vocabulary.js';

/** Why a person should look at a reading before it counts. */
export type Doubt =
  | 'MENDED_WORD'
  | 'UNKNOWN_WORD'
  | 'ABOUT'
  | 'QUESTION'
  | 'ZERO'
  | 'PLACE_DERIVED'
  | 'UNUSUAL'
  | 'ABOVE_CAPACITY';

export type UnclearCode =
  | Flag
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'NUMBER'
  | 'RANGE'
  | 'RUN_ON'
  | 'TWO_GOODS'
  | 'NOTHING_READ'
  | 'AMOUNT_MISSING'
  | 'COMMODITY_MISSING'
  | 'UNIT_UNKNOWN'
  | 'QUANTITY'
  | 'NOTHING_TO_CORRECT'
  | 'NO_PLACE';

export type Reading =
  | { kind: 'command'; command: Command; isMended: boolean }
  | { kind: 'said'; drafts: Draft[]; doubts: Doubt[]; unknown: string[]; isCorrection: boolean }
  | { kind: 'unclear'; code: UnclearCode; what?: string };

export const messageLimits = { charactersMax: 500, draftsMax: 10, unknownMax: 4 };

/** Reads one message. The same text and lexicon give the same reading; what can be two things is never one of them. */
export function readMessage(text: string, lexicon: Lexicon): Reading {
  if (text.length > messageLimits.charactersMax) return { kind: 'unclear', code: 'TOO_LONG' };
  const { list, isMended } = elementsOf(text, lexicon);
  const command = commandOf(list, isMended);
  if (command) return command;
  const fault = faultOf(list);
  if (fault) return fault;
  const { drafts, isRunOn, isTorn } = draftsOf(list);
  if (isRunOn) return { kind: 'unclear', code: 'RUN_ON' };
  if (isTorn) return { kind: 'unclear', code: 'TWO_GOODS' };
  if (drafts.length > messageLimits.draftsMax) return { kind: 'unclear', code: 'TOO_MANY' };
  const unknown = list.flatMap((element) => (element.kind === 'unknown' ? [element.text] : []));
  const isCorrection = list.some(({ kind }) => kind === 'correction');
  const saysSomething = list.some(({ kind }) =>
    ['intent', 'commodity', 'unit', 'place', 'amount', 'empty', 'correction'].includes(kind),
  );
  if (!saysSomething) return greetingOrNothing(unknown);
  if (unknown.length > messageLimits.unknownMax)
    return { kind: 'unclear', code: 'NOTHING_READ', what: unknown.slice(0, 3).join(' ') };
  return { kind: 'said', drafts, doubts: doubtsOf(list, isMended), unknown, isCorrection };
}

/** A reply to a question: its number, yes, no; null when the message is something else. */
export function answerOf(text: string): number | 'yes' | 'no' | null {
  const tokens = tokensOf(text.slice(0, messageLimits.charactersMax)).filter(({ kind }) => kind !== 'mark');
  const words = tokens
    .map((token) => token.text)
    .filter((word) => !/^(pilih|pilihan|nomor|no|nmr|jawab)$/.test(word));
  const [first] = words.length === 0 ? tokens.map((token) => token.text) : words;
  if (first === undefined || words.length > 2) return null;
  if (words.length === 2 && words.every(isYes)) return 'yes';
  if (words.length > 1) return null;
  if (/^[1-9]$/.test(first)) return Number(first);
  if (isYes(first)) return 'yes';
  if (isNo(first)) return 'no';
  const said = numberOfWords([first]);
  return said !== null && /^[1-9]$/.test(said) ? Number(said) : null;
}

// A command is one only when nothing of stock stands beside it: "tolong bantu, stok telur 80 peti" is a report.
function commandOf(list: readonly Element[], isMended: boolean): Reading | null {
  const commands = list.flatMap((element) => (element.kind === 'command' ? [element.command] : []));
  const [command] = commands;
  if (command === undefined || commands.some((each) => each !== command)) return null;
  const says = (...kinds: Element['kind'][]): boolean => list.some(({ kind }) => kinds.includes(kind));
  const hasAmount = says('amount', 'unclear', 'empty');
  if (command !== 'cancel') return hasAmount ? null : { kind: 'command', command, isMended };
  // What else it says may mean another record than the last one: it is shown before it goes.
  const isMore = hasAmount || says('intent', 'commodity', 'unit', 'place', 'unknown', 'flag');
  return { kind: 'command', command, isMended: isMended || isMore };
}

function faultOf(list: readonly Element[]): Reading | null {
  for (const element of list) {
    if (element.kind === 'flag') return { kind: 'unclear', code: element.flag };
    if (element.kind === 'range') return { kind: 'unclear', code: 'RANGE' };
  }
  const unclear = list.find((element) => element.kind === 'unclear');
  return unclear ? { kind: 'unclear', code: 'NUMBER', what: unclear.text.slice(0, 30) } : null;
}

function greetingOrNothing(unknown: string[]): Reading {
  if (unknown.length === 0) return { kind: 'command', command: 'help', isMended: false };
  return { kind: 'unclear', code: 'NOTHING_READ', what: unknown.slice(0, 3).join(' ').slice(0, 60) };
}

function doubtsOf(list: readonly Element[], isMended: boolean): Doubt[] {
  const has = (kind: Element['kind']): boolean => list.some((element) => element.kind === kind);
  const doubts: [Doubt, boolean][] = [
    ['MENDED_WORD', isMended],
    ['UNKNOWN_WORD', has('unknown')],
    ['ABOUT', has('about')],
    ['QUESTION', has('question')],
    ['ZERO', has('empty')],
  ];
  return doubts.filter(([, is]) => is).map(([doubt]) => doubt);
}
