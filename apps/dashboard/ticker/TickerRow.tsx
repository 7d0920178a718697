import { memo, type CSSProperties } from 'react';
import { formatDuration } from '../format/duration.js';
import { formatClock } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import type { TickerEntry } from '../live/board.js';
import type { Description } from './describe.js';
import { DelayPill } from './DelayPill.js';
import styles from './TickerRow.module.css';

/** Facts reported later than this are told as late reports, so that nobody takes it for a slow system. */
const lateReportMs = 60_000;

interface TickerRowProps {
  entry: TickerEntry;
  words: Description;
  /** Which row from the top. */
  index: number;
}

export const TickerRow = memo(
  function TickerRow({ entry, words, index }: TickerRowProps) {
    const { t, language } = useLanguage();
    const { factAt, acceptedAt } = entry.event;
    const reportedAfter = factAt !== null && acceptedAt !== null ? acceptedAt - factAt : 0;
    const late = reportedAfter > lateReportMs;
    return (
      <li
        className={styles['row']}
        style={{ '--index': index } as CSSProperties}
        data-group={words.group}
        data-kind={entry.event.kind}
      >
        <div className={styles['words']}>
          <p className={styles['title']}>
            {t(`event/${words.title}`)}
            {words.word && <span className={styles['word']}>{t(words.word, { defaultValue: '' })}</span>}
          </p>
          <p className={styles['parts']}>
            {[...words.parts, entry.count > 1 ? t('ticker/regions', { count: entry.count }) : '']
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className={styles['meta']}>
            {formatClock(entry.seenAt, language)}
            {words.by && ` · ${t('ticker/by', { party: words.by })}`}
            {late && ` · ${t('ticker/lateReport', { age: formatDuration(reportedAfter, language) })}`}
          </p>
        </div>
        <DelayPill delay={entry.delay} shown={late ? 'fromAccepted' : 'fromFact'} />
      </li>
    );
  },
  (before, after) =>
    before.entry === after.entry && before.index === after.index && sameWords(before.words, after.words),
);

const sameWords = (a: Description, b: Description): boolean =>
  a.by === b.by &&
  a.parts.length === b.parts.length &&
  a.parts.every((part, index) => part === b.parts[index]);
