import deskStyles from '../desk/Desk.module.css';
import { DeskTabs } from '../desk/DeskTabs.js';
import { useLanguage } from '../i18n/use-language.js';
import { PageTitle } from '../shell/PageTitle.js';
import { FeedPanel } from './FeedPanel.js';
import { useFeeds } from './use-feeds.js';

export default function FeedsPage() {
  const { t } = useLanguage();
  const { query, feeds } = useFeeds();
  return (
    <div className={deskStyles['desk']}>
      <DeskTabs current="feeds" />
      <PageTitle
        title={t('nav/feeds')}
        subtitle={t('feeds/subtitle')}
        count={query.isSuccess ? feeds.length : null}
      />
      <FeedPanel limit={Number.POSITIVE_INFINITY} alone />
    </div>
  );
}
