import { helpTopics } from '../help/topics.js';
import { en } from './texts/en.js';
import { id } from './texts/id.js';
import { themes } from './terms.js';

const words: string[] = Object.values(themes).flat();

it('explains every word once, in both languages', () => {
  expect(new Set(words).size).toBe(words.length);
  expect(Object.keys(id.word).sort()).toEqual([...words].sort());
  expect(Object.keys(en.word).sort()).toEqual([...words].sort());
});

it.each(Object.entries(helpTopics))('has the word to which the help on %s leads', (_topic, { term }) => {
  expect(words).toContain(term);
});
