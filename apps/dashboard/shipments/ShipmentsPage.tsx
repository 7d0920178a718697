import { useState } from 'react';
import { CommodityFilter } from '../headline/CommodityFilter.js';
import { useLanguage } from '../i18n/use-language.js';
import { PageTitle } from '../shell/PageTitle.js';
import { ShipmentPanel } from './ShipmentPanel.js';

export function ShipmentsPage() {
  const { t } = useLanguage();
  const [commodity, setCommodity] = useState<string | null>(null);
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 16 }}>
      <PageTitle title={t('nav/shipments')} subtitle={t('shipments/subtitle')} />
      <CommodityFilter chosen={commodity} choose={setCommodity} />
      <ShipmentPanel commodity={commodity} alone />
    </div>
  );
}
