import { useState } from 'react';
import { AlertList } from '../alerts/AlertList.js';
import { BalancePanel } from '../balances/BalancePanel.js';
import { FeedPanel } from '../feeds/FeedPanel.js';
import { CommodityFilter } from '../headline/CommodityFilter.js';
import { Headline } from '../headline/Headline.js';
import { useLanguage } from '../i18n/use-language.js';
import { MapPanel } from '../map/MapPanel.js';
import { ShipmentPanel } from '../shipments/ShipmentPanel.js';
import { Ticker } from '../ticker/Ticker.js';
import styles from './LivePage.module.css';

/** As many as fill the height of the alerts and sources beside them. */
const balancesOnLivePage = 16;
const shipmentsOnLivePage = 8;

export function LivePage() {
  const { t } = useLanguage();
  const [commodity, setCommodity] = useState<string | null>(null);
  return (
    <div className={styles['page']}>
      <h1 className="visually-hidden">{t('nav/live')}</h1>
      <CommodityFilter chosen={commodity} choose={setCommodity} />
      <Headline commodity={commodity} />
      <div className={styles['top']}>
        <MapPanel commodity={commodity} />
        <Ticker />
      </div>
      <div className={styles['middle']}>
        <BalancePanel commodity={commodity} limit={balancesOnLivePage} />
        <div className={styles['side']}>
          <AlertList />
          <FeedPanel />
        </div>
      </div>
      <ShipmentPanel commodity={commodity} limit={shipmentsOnLivePage} />
    </div>
  );
}
