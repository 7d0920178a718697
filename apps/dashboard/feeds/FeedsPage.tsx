import deskStyles from '../desk/Desk.module.css';
import { DeskTabs } from '../desk/DeskTabs.js';
import { useLanguage } from '../i18n/use-language.js';
import { PageTitle } from '../shell/PageTitle.js';
import { FeedPanel } from './FeedPanel.js';

export default function FeedsPage() {
  const { t } = useLanguage();
  return (
    <div className={deskStyles['desk']}>
      <DeskTabs current="feeds" />
      <PageTitle title={t('nav/feeds')} subtitle={t('feeds/subtitle')} />
      <FeedPanel limit={Number.POSITIVE_INFINITY} alone />
    </div>
  );
}
