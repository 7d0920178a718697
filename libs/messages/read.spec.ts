import * as fc from 'fast-check';
import { converse, newTalk } from './conversation.js';
import { readFigure, written } from './figures.js';
import { slips } from './nearest.js';
import { numberOfWords } from './number-words.js';
import { answerOf, messageLimits, readMessage } from './read.js';
import { resolve } from './resolve.js';
import { senders } from './senders.arbitrary.js';

const ones = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

/** A number below a thousand million in Indonesian. */
function inWords(number: number): string {
  const parts: string[] = [];
  const million = Math.floor(number / 1_000_000);
  const thousand = Math.floor(number / 1_000) % 1_000;
  if (million > 0) parts.push(million === 1 ? 'sejuta' : `${hundreds(million)} juta`);
  if (thousand > 0) parts.push(thousand === 1 ? 'seribu' : `${hundreds(thousand)} ribu`);
  if (number % 1_000 > 0) parts.push(hundreds(number % 1_000));
  return parts.join(' ');
}

function hundreds(number: number): string {
  const [hundred, rest] = [Math.floor(number / 100), number % 100];
  const head = hundred === 0 ? [] : [hundred === 1 ? 'seratus' : `${ones[hundred]} ratus`];
  if (rest === 10 || rest === 11) head.push(rest === 10 ? 'sepuluh' : 'sebelas');
  else if (rest > 11 && rest < 20) head.push(`${ones[rest - 10]} belas`);
  else if (rest > 0)
    head.push([rest > 19 ? `${ones[Math.floor(rest / 10)]} puluh` : '', ones[rest % 10]].join(' ').trim());
  return head.join(' ');
}

const jumble = fc.array(
  fc.oneof(
    fc.constantFrom(
      'stok',
      'jual',
      'telur',
      'peti',
      '80',
      '1,5',
      '1.5',
      'kandang',
      '2',
      'dan',
      ',',
      '\n',
      'ribu',
      'rong',
    ),
    fc.constantFrom(
      'setengah',
      'habis',
      'batal',
      'ralat',
      'ya',
      '?',
      '-',
      '/',
      'koma',
      'beras',
      'karung',
      'se',
      '½',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  { maxLength: 40 },
);

describe('numbers', () => {
  it('are read from the words that say them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
        expect(numberOfWords(inWords(number).split(' '))).toBe(String(number));
      }),
    );
  });

  it('are read as they are written back', () => {
    const decimal = fc.tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(decimal, ([whole, hundredths]) => {
        const fraction = String(hundredths).padStart(2, '0').replace(/0+$/, '');
        const said = fraction === '' ? String(whole) : `${whole}.${fraction}`;
        expect(readFigure(written(said)).readings).toEqual([said]);
      }),
    );
  });

  it('have one reading, two, or none, and never one that the digits do not say', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,4}([.,][0-9]{1,4}){0,3}$/), (text) => {
        const { readings } = readFigure(text);
        expect(readings.length).toBeLessThan(3);
        const digits = text.replace(/\D/g, '');
        for (const reading of readings) expect(digits).toContain(reading.replace('.', '').replace(/^0+/, ''));
      }),
    );
  });
});

describe('reading', () => {
  it('never throws, says the same twice, and takes no longer than it may, whatever is written', () => {
    fc.assert(
      fc.property(jumble, fc.constantFrom(...Object.values(senders)), (words, lexicon) => {
        const text = words.join(' ');
        const beginMs = performance.now();
        const first = readMessage(text, lexicon);
        answerOf(text);
        expect(performance.now() - beginMs).toBeLessThan(250);
        expect(readMessage(text, lexicon)).toEqual(first);
        if (first.kind === 'said') for (const draft of first.drafts) resolve(draft, lexicon);
      }),
      { numRuns: 400 },
    );
  });

  it('is bounded for the longest message of one word', () => {
    const beginMs = performance.now();
    for (const letter of 'stpbkjr') readMessage(letter.repeat(messageLimits.charactersMax), senders['tiga']!);
    readMessage('telrr '.repeat(83), senders['tiga']!);
    expect(performance.now() - beginMs).toBeLessThan(1_000);
    expect(readMessage('x'.repeat(501), senders['satu']!)).toEqual({ kind: 'unclear', code: 'TOO_LONG' });
  });

  it('says nothing that a mended word alone has said: somebody confirms it first', () => {
    const words = fc.constantFrom('telur', 'jual', 'stok', 'rusak', 'panen', 'delapan', 'sepuluh');
    fc.assert(
      fc.property(words, fc.nat(6), fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), (word, at, letter) => {
        const typed = word.slice(0, at) + letter + word.slice(at + 1);
        fc.pre(slips(word, typed, 2) === 1);
        const text = /delapan|sepuluh/.test(word)
          ? `stok telur ${typed} peti`
          : `stok telur 80 peti, ${typed} 5 peti`;
        const turn = converse(newTalk, { text, message: 'm', atMs: 1, day: 'hari ini' }, senders['satu']!);
        if (turn.says) expect(readMessage(text, senders['satu']!)).toMatchObject({ doubts: [] });
      }),
    );
  });
});
