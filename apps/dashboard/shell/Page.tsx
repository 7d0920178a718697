import { IconMapQuestion } from '@tabler/icons-react';
import { BalancesPage } from '../balances/BalancesPage.js';
import { FeedsPage } from '../feeds/FeedsPage.js';
import { useLanguage } from '../i18n/use-language.js';
import { RejectedPage } from '../rejected/RejectedPage.js';
import { ShipmentsPage } from '../shipments/ShipmentsPage.js';
import { LivePage } from './LivePage.js';
import { Notice } from './Notice.js';
import { linkTo, useRoute } from './route.js';

export function Page() {
  const { t } = useLanguage();
  switch (useRoute()) {
    case 'live':
      return <LivePage />;
    case 'balances':
      return <BalancesPage />;
    case 'shipments':
      return <ShipmentsPage />;
    case 'feeds':
      return <FeedsPage />;
    case 'rejected':
      return <RejectedPage />;
    case null:
      return (
        <Notice icon={IconMapQuestion} title={t('shell/notFound')} hint={t('shell/notFoundHint')}>
          <a href={linkTo('live')}>{t('shell/toLive')}</a>
        </Notice>
      );
  }
}
