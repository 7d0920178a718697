import { IconAlertTriangle } from '@tabler/icons-react';
import { useFeeds } from '../feeds/use-feeds.js';
import { useLanguage } from '../i18n/use-language.js';
import { linkTo } from '../shell/route.js';
import styles from './Headline.module.css';

/** Figures rest on reports: whose reports are overdue is said beside them. */
export function StaleFeeds() {
  const { t } = useLanguage();
  const { feeds } = useFeeds();
  const overdue = feeds.filter(({ state }) => state === 'stale' || state === 'late').length;
  if (overdue === 0) return null;
  return (
    <a className={styles['overdue']} href={linkTo('feeds')}>
      <IconAlertTriangle size={15} stroke={2} aria-hidden />
      {t('headline/overdue', { count: overdue })}
    </a>
  );
}
