import { corpus, summary } from './corpus.arbitrary.js';
import { senders } from './senders.arbitrary.js';

const examples = corpus('libs/messages/corpus.tsv');

describe('the corpus of messages', () => {
  it('has no fewer than 300, and each once', () => {
    expect(new Set(examples.map(({ sender, text }) => `${sender} ${text}`)).size).toBe(examples.length);
    expect(examples.length).toBeGreaterThanOrEqual(300);
  });

  it.each(examples)('$sender: $text', ({ sender, text, expected }) => {
    expect(summary(text, senders[sender]!)).toBe(expected);
  });
});
