import { plusFraction, readFigure, times } from './figures.js';
import { phraseWordsMax, type Lexicon } from './lexicon.js';
import { nearest } from './nearest.js';
import { fractionOf, multiplierOf, numberOfWords, numberWords } from './number-words.js';
import { wordOf, type Command, type Flag, type Intent } from './vocabulary.js';

export type Element =
  | { kind: 'break' }
  | { kind: 'intent'; intents: Intent[] }
  | { kind: 'commodity'; codes: string[] }
  | { kind: 'unit'; unit: string }
  | { kind: 'place'; codes: string[] }
  | { kind: 'amount'; readings: string[] }
  | { kind: 'command'; command: Command }
  | { kind: 'flag'; flag: Flag }
  | { kind: 'unclear'; text: string }
  | { kind: 'unknown'; text: string }
  | { kind: 'correction' | 'about' | 'empty' | 'question' | 'range' | 'here' };

export interface Elements {
  list: Element[];
  /** True when a word was mended. */
  isMended: boolean;
}

interface Token {
  kind: 'number' | 'word' | 'mark';
  text: string;
  /** Nothing stands between it and the one before. */
  isGlued: boolean;
  /** As `isGlued`, and the one before is no mark. */
  isSuffix: boolean;
}

const grammar = /(\d+(?:[.,]\d+)*(?:\/\d+)?)|([a-z]+(?:['-][a-z]+)*)|([\n;,.&+?:/-])|(\s+)|(.)/gsu;

/** What a message consists of, one element after the other. */
export function elementsOf(text: string, lexicon: Lexicon): Elements {
  return new Scanner(tokensOf(text), lexicon).scan();
}

export function tokensOf(text: string): Token[] {
  const plain = text
    .replace(/([¼½¾])/g, ' $1')
    .normalize('NFKD')
    .replace(/\u2044/g, '/')
    .replace(/[\u2012-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\u00b1/g, ' sekitar ')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  const tokens: Token[] = [];
  let isGlued = false;
  let isSuffix = false;
  for (const [whole, number, word, mark, space] of plain.matchAll(grammar)) {
    const isLine = space?.includes('\n') === true;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, isGlued, isSuffix });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, isGlued, isSuffix });
    else if (mark !== undefined || isLine)
      tokens.push({ kind: 'mark', text: isLine ? '\n' : whole, isGlued, isSuffix });
    isSuffix = number !== undefined || word !== undefined;
    isGlued = isSuffix || mark !== undefined;
  }
  return tokens;
}

/** Walks over the tokens from left to right and never back. */
class Scanner {
  private at = 0;
  private isMended = false;
  private readonly list: Element[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly lexicon: Lexicon,
  ) {}

  scan(): Elements {
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at]!;
      if (token.kind === 'mark') this.mark(token);
      else if (token.kind === 'number') this.figure(token);
      else this.word(token);
    }
    return { list: this.list, isMended: this.isMended };
  }

  private mark({ text }: Token): void {
    const before = this.tokens[this.at - 1];
    const after = this.tokens[this.at + 1];
    this.at++;
    if (text === '?') this.list.push({ kind: 'question' });
    else if (text === '-') this.dash(before, after);
    else if (text === '/') {
      if (before?.kind === 'number' && after?.kind === 'word')
        this.list.push({ kind: 'flag', flag: 'PRICE' });
      if (before?.kind === 'number' && after?.kind === 'number') this.unclear(`${before.text}/${after.text}`);
    } else if (text !== ':') this.list.push({ kind: 'break' });
  }

  /** 80-85 is a range, -5 less than nothing; between words it is a dash. */
  private dash(before: Token | undefined, after: Token | undefined): void {
    if (after?.kind !== 'number') return;
    if (before?.kind === 'number') this.list.push({ kind: 'range' });
    else if (after.isGlued) this.unclear(`-${after.text}`);
  }

  private unclear(text: string): void {
    this.list.push({ kind: 'unclear', text });
  }

  private figure(token: Token): void {
    this.at++;
    const next = this.tokens[this.at];
    // 8o is no number.
    if (next?.isSuffix && next.kind !== 'mark' && !this.isBehindDigits(next.text)) {
      this.at++;
      return this.unclear(token.text + next.text);
    }
    const { readings } = readFigure(token.text);
    if (readings.length === 0) return this.unclear(token.text);
    const factor = next?.kind === 'word' ? multiplierOf(next.text) : null;
    const fraction = next && factor === null ? this.fraction(next) : null;
    const sum = fraction !== null && readings.length === 1 ? plusFraction(readings[0]!, fraction) : null;
    if (factor !== null || sum !== null) this.at++;
    const read = factor === null ? readings : readings.map((reading) => times(reading, factor));
    this.list.push({ kind: 'amount', readings: sum === null ? read : [sum] });
  }

  /** What may stand right behind digits: a unit, a multiplier, `-an`. */
  private isBehindDigits(text: string): boolean {
    const meaning = this.lexicon.phrases.get(text);
    return meaning?.kind === 'unit' || multiplierOf(text) !== null || text === 'an';
  }

  private fraction({ kind, text, isSuffix }: Token): string | null {
    if (kind === 'word') return fractionOf(text);
    return kind === 'number' && !isSuffix && text.includes('/')
      ? (readFigure(text).readings[0] ?? null)
      : null;
  }

  private word(token: Token): void {
    const after = this.tokens[this.at + 1];
    // l0 is no number either.
    if (after?.kind === 'number' && after.isSuffix && token.text.length < 3 && !wordOf(token.text)) {
      this.at += 2;
      return this.unclear(token.text + after.text);
    }
    if (this.phrase()) return;
    if (this.numberWords()) return;
    const text = squeezed(token.text, this.lexicon);
    const known = wordOf(text);
    this.at++;
    if (known === null) return this.unknownWord(text);
    switch (known.kind) {
      case 'intent':
        return void this.list.push({ kind: 'intent', intents: known.intents });
      case 'command':
        return void this.list.push({ kind: 'command', command: known.command });
      case 'flag':
        return void this.list.push({ kind: 'flag', flag: known.flag });
      case 'join':
        return void this.list.push({ kind: 'break' });
      case 'clock':
        return this.clock(text);
      case 'marker':
        return this.marker();
      case 'plain':
        return void this.list.push({ kind: 'unknown', text });
      case 'correction':
      case 'about':
      case 'range':
      case 'empty':
        return void this.list.push({ kind: known.kind });
      default:
        return;
    }
  }

  /** The longest phrase of the lexicon that stands here. */
  private phrase(): boolean {
    for (let length = phraseWordsMax; length > 0; length--) {
      const tokens = this.tokens.slice(this.at, this.at + length);
      if (tokens.length < length || tokens[0]!.kind !== 'word') continue;
      if (
        tokens.some(
          ({ kind }, index) => kind === 'mark' || (index > 0 && kind === 'number' && index < length - 1),
        )
      )
        continue;
      const text = tokens.map((token) => token.text).join(' ');
      if (text === 'kurang lebih' || text === 'lebih kurang') return this.take(length, { kind: 'about' });
      const meaning = this.lexicon.phrases.get(length === 1 ? squeezed(text, this.lexicon) : text);
      if (meaning) return this.take(length, { ...meaning });
    }
    return false;
  }

  private take(length: number, element: Element): true {
    this.at += length;
    this.list.push(element);
    return true;
  }

  private numberWords(): boolean {
    const words: string[] = [];
    let isMended = false;
    for (let next = this.at; next < this.tokens.length; next++) {
      const { kind, text } = this.tokens[next]!;
      if (kind !== 'word') break;
      const word = numberWords.includes(text) ? text : null;
      const mended = word ?? this.mendedNumber(text);
      if (mended === null) break;
      isMended ||= word === null;
      words.push(mended);
    }
    if (words.length === 0) return this.oneUnit();
    const readable = numberOfWords(words);
    this.isMended ||= isMended;
    const element: Element =
      readable === null
        ? { kind: 'unclear', text: words.join(' ') }
        : { kind: 'amount', readings: [readable] };
    return this.take(words.length, element);
  }

  private mendedNumber(text: string): string | null {
    if (wordOf(text) !== null || this.lexicon.phrases.has(text) || this.isOneUnit(text)) return null;
    const near = nearest(text, this.lexicon.known);
    const number = near.length === 1 && numberWords.includes(near[0]!) ? near[0]! : null;
    return number === null || number === 'koma' ? null : number;
  }

  private isOneUnit(text: string): boolean {
    const unit =
      text.startsWith('se') && wordOf(text) === null ? this.lexicon.phrases.get(text.slice(2)) : null;
    return unit?.kind === 'unit' && text.length > 4;
  }

  /** `sepeti` is one crate. */
  private oneUnit(): boolean {
    const { text } = this.tokens[this.at]!;
    if (!this.isOneUnit(text)) return false;
    this.list.push({ kind: 'amount', readings: ['1'] });
    return this.take(1, this.lexicon.phrases.get(text.slice(2)) as Element);
  }

  /** A time of day is no quantity. */
  private clock(text: string): void {
    if (this.tokens[this.at]?.kind === 'number') this.at++;
    this.list.push({ kind: 'unknown', text });
  }

  /** `kandang 2` is the second place of whoever writes, unless two of something are what follows. */
  private marker(): void {
    let next = this.at;
    if (wordOf(this.tokens[next]?.text ?? '')?.kind === 'nth') next++;
    const ordinal = this.ordinalAt(next);
    if (ordinal === null) return void this.list.push({ kind: 'here' });
    this.at = next + 1;
    const place = this.lexicon.places[ordinal - 1];
    // A number that no place has leaves it open which is meant.
    this.list.push({ kind: 'place', codes: place ? [place.code] : [] });
  }

  private ordinalAt(at: number): number | null {
    const token = this.tokens[at];
    if (!token || token.kind === 'mark') return null;
    const run = token.kind === 'word' ? this.numberRun(at) : [token.text];
    const said = token.kind === 'number' ? token.text : numberOfWords(run.slice(0, 1));
    if (said === null || !/^[1-9]\d?$/.test(said)) return null;
    // "kandang loro wolung puluh": two belongs to the place where the words are no number together.
    if (run.length > 1)
      return numberOfWords(run) === null && numberOfWords(run.slice(1)) ? Number(said) : null;
    const after = this.tokens[at + 1];
    if (after?.kind !== 'word') return Number(said);
    const isCounted =
      this.lexicon.phrases.get(after.text)?.kind === 'unit' || multiplierOf(after.text) !== null;
    return isCounted || fractionOf(after.text) !== null ? null : Number(said);
  }

  private numberRun(at: number): string[] {
    const words: string[] = [];
    for (let next = at; this.tokens[next]?.kind === 'word'; next++) {
      if (!numberWords.includes(this.tokens[next]!.text)) break;
      words.push(this.tokens[next]!.text);
    }
    return words;
  }

  private unknownWord(text: string): void {
    const near = nearest(text, this.lexicon.known);
    const meaning = near.length > 0 ? this.commonMeaning(near) : null;
    if (meaning) {
      this.isMended = true;
      this.list.push(meaning);
    } else this.list.push({ kind: 'unknown', text });
  }

  /** What all of the nearest words are: of one kind, or nothing. */
  private commonMeaning(near: string[]): Element | null {
    const meanings = near.map((word): Element | null => {
      const phrase = this.lexicon.phrases.get(word);
      if (phrase) return { ...phrase };
      const known = wordOf(word);
      if (known?.kind === 'intent') return { kind: 'intent', intents: known.intents };
      if (known?.kind === 'command') return { kind: 'command', command: known.command };
      return known?.kind === 'correction' || known?.kind === 'empty' ? { kind: known.kind } : null;
    });
    const [first] = meanings;
    if (!first || meanings.some((each) => each?.kind !== first.kind)) return null;
    if (first.kind === 'commodity' || first.kind === 'place')
      return { kind: first.kind, codes: union(meanings.map((each) => (each as typeof first).codes)) };
    if (first.kind === 'intent')
      return { kind: 'intent', intents: union(meanings.map((each) => (each as typeof first).intents)) };
    return meanings.every((each) => JSON.stringify(each) === JSON.stringify(first)) ? first : null;
  }
}

function union<T>(lists: T[][]): T[] {
  return [...new Set(lists.flat())];
}

/** `telurrrr` is `telur`. */
function squeezed(text: string, lexicon: Lexicon): string {
  if (lexicon.phrases.has(text) || wordOf(text) !== null) return text;
  const once = text.replace(/([a-z])\1{2,}/g, '$1');
  if (once !== text) return once;
  // Ends that change nothing: stoknya, telure.
  for (const end of ['nya', 'ne', 'e']) {
    const bare = text.endsWith(end) ? text.slice(0, -end.length) : '';
    if (bare.length >= 4 && (lexicon.phrases.has(bare) || wordOf(bare) !== null)) return bare;
  }
  return text;
}
