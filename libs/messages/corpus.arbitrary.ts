import { readFileSync } from 'node:fs';
import { answerOf, readMessage } from './read.js';
import { resolve } from './resolve.js';
import type { Lexicon } from './lexicon.js';

export interface Example {
  sender: string;
  text: string;
  expected: string;
}

/** Rows of a sender, a message (`\n` is a new line) and how it is read, parted by tabs. */
export function corpus(path: string): Example[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [sender, text, expected] = line.split('\t') as [string, string, string];
      return { sender, text: text.replaceAll('\\n', '\n'), expected };
    });
}

/** A reading in one line: `counted egg.chicken 80 peti @sanankulon`, `? ` before what has to be confirmed. */
export function summary(text: string, lexicon: Lexicon): string {
  const answer = answerOf(text);
  if (answer !== null) return `answer ${answer}`;
  const reading = readMessage(text, lexicon);
  if (reading.kind === 'unclear') return `unclear ${reading.code}`;
  if (reading.kind === 'command') return `${reading.command}${reading.isMended ? ' ?' : ''}`;
  if (reading.isCorrection) return `correct ${JSON.stringify(reading.drafts.map(short))}`;
  const doubts = new Set<string>(reading.doubts);
  const facts: string[] = [];
  for (const draft of reading.drafts) {
    const resolved = resolve(draft, lexicon);
    if (resolved.kind === 'unclear') return `unclear ${resolved.code}`;
    if (resolved.kind === 'choose') return `choose ${resolved.slot}: ${resolved.options.join('|')}`;
    const { intent, commodity, quantity, unit, place } = resolved.said;
    facts.push(`${intent} ${commodity} ${quantity} ${unit} @${place}`);
    for (const doubt of resolved.doubts) doubts.add(doubt);
  }
  return `${doubts.size > 0 ? '? ' : ''}${facts.join(' + ')}`;
}

function short(draft: { intents: string[]; commodities: string[]; amounts: string[]; unit: string | null }) {
  return [
    draft.intents.join('|'),
    draft.commodities.join('|'),
    draft.amounts.join('|'),
    draft.unit ?? '',
  ].join(' ');
}
