import type { Feed } from '../api/types.js';
import { formatDuration } from '../format/duration.js';
import { formatNumber } from '../format/number.js';
import { toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useNow } from '../live/use-now.js';
import { FreshnessBadge } from './FreshnessBadge.js';
import styles from './FeedRow.module.css';

/** One party: when it last reported, how often it should, and how it stands. */
export function FeedRow({ feed, wide = false }: { feed: Feed; wide?: boolean }) {
  const { t, language, say } = useLanguage();
  const now = useNow();
  const newest = toEpoch(feed.newestFactAt);
  const cadence =
    feed.cadenceSeconds === null
      ? t('feeds/onOccasion')
      : t('feeds/every', { span: formatDuration(feed.cadenceSeconds * 1000, language) });
  const age =
    newest === null ? t('feeds/never') : t('common/ago', { age: formatDuration(now - newest, language) });
  return (
    <li className={styles['row']} data-wide={wide || undefined}>
      <span className={styles['name']} title={feed.party}>
        {say({ id: feed.nameId, en: feed.nameEn }) || feed.party}
      </span>
      <span className={styles['age']}>
        {age} · {cadence}
        {wide && ` · ${formatNumber(feed.facts ?? 0, language)} ${t('feeds/facts').toLowerCase()}`}
      </span>
      <FreshnessBadge state={feed.state} />
    </li>
  );
}
