import { FreshnessBadge } from '../feeds/FreshnessBadge.js';
import { formatDuration } from '../format/duration.js';
import { formatMoment } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useNow } from '../live/use-now.js';
import styles from './BalanceAge.module.css';
import { freshnessOf } from './freshness.js';

/** Age of the newest fact behind a balance; the badge only speaks up when it is not fresh. */
export function BalanceAge({ newestFactAt }: { newestFactAt: number | null }) {
  const { t, language } = useLanguage();
  const now = useNow();
  const state = freshnessOf(newestFactAt, now);
  if (newestFactAt === null) return <FreshnessBadge state="silent" />;
  return (
    <span className={styles['age']} title={formatMoment(newestFactAt, language)}>
      {state !== 'fresh' && <FreshnessBadge state={state} />}
      <span className={styles['span']}>
        {t('common/ago', { age: formatDuration(now - newestFactAt, language) })}
      </span>
    </span>
  );
}
