import { useState } from 'react';
import { CommodityFilter } from '../headline/CommodityFilter.js';
import { useLanguage } from '../i18n/use-language.js';
import { PageTitle } from '../shell/PageTitle.js';
import { BalancePanel } from './BalancePanel.js';

export function BalancesPage() {
  const { t } = useLanguage();
  const [commodity, setCommodity] = useState<string | null>(null);
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 16 }}>
      <PageTitle title={t('nav/balances')} subtitle={t('balances/subtitle')} />
      <CommodityFilter chosen={commodity} choose={setCommodity} />
      <BalancePanel commodity={commodity} alone />
    </div>
  );
}
