export { nextDigest, timingOf } from './timing.js';
export { usualWishes, wants, type MailWay, type NoticeWishes, type Severity } from './wishes.js';
