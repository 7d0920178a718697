export { afterQuiet, isQuiet, nextDigest, timingOf, type NoticeTiming } from './timing.js';
export {
  usualWishes,
  wants,
  type MailWay,
  type NoticeWishes,
  type QuietHours,
  type Severity,
} from './wishes.js';
