import { useLanguage } from '../i18n/use-language.js';
import { PageTitle } from '../shell/PageTitle.js';
import { FeedPanel } from './FeedPanel.js';

export function FeedsPage() {
  const { t } = useLanguage();
  return (
    <>
      <PageTitle title={t('nav/feeds')} subtitle={t('feeds/subtitle')} />
      <FeedPanel limit={Number.POSITIVE_INFINITY} alone />
    </>
  );
}
