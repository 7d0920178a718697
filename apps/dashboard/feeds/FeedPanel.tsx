import { IconRss } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { MoreLink } from '../shell/MoreLink.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { FeedRow } from './FeedRow.js';
import styles from './FeedPanel.module.css';
import { useFeeds } from './use-feeds.js';

interface FeedPanelProps {
  limit?: number;
  /** On a page of its own: in several columns. */
  alone?: boolean;
}

/** Freshness of each source; `limit` keeps the live page short. */
export function FeedPanel({ limit = 6, alone = false }: FeedPanelProps) {
  const { t } = useLanguage();
  const { query, feeds } = useFeeds();
  const reporting = feeds.filter(({ state }) => state !== 'silent');
  const fresh = reporting.filter(({ state }) => state === 'fresh').length;
  return (
    <Panel
      title={t('feeds/title')}
      subtitle={reporting.length > 0 ? t('feeds/summary', { fresh, count: reporting.length }) : undefined}
    >
      {query.isPending && feeds.length === 0 && <Loading rows={3} />}
      {query.isError && feeds.length === 0 && (
        <LoadFailed error={query.error} retry={() => void query.refetch()} />
      )}
      {query.isSuccess && feeds.length === 0 && (
        <Notice icon={IconRss} title={t('feeds/empty')} hint={t('feeds/emptyHint')} />
      )}
      <ul className={alone ? styles['columns'] : undefined}>
        {feeds.slice(0, limit).map((feed) => (
          <FeedRow key={feed.party} feed={feed} wide={alone} />
        ))}
      </ul>
      {feeds.length > limit && <MoreLink route="feeds" count={feeds.length} />}
    </Panel>
  );
}
