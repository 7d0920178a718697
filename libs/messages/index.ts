export { converse, newTalk, talkLimits, type Heard, type Talk, type Turn } from './conversation.js';
export { fold, isReservedName, lexiconOf, type OwnPlace } from './lexicon.js';
export { messageLimits } from './read.js';
export type { Said } from './resolve.js';
export { bounded } from './sentences.js';
