import { useState } from 'react';
import { AlertList } from '../alerts/AlertList.js';
import { BalancePanel } from '../balances/BalancePanel.js';
import { ChangeStrip } from '../changes/ChangeStrip.js';
import { FeedPanel } from '../feeds/FeedPanel.js';
import { CommodityFilter } from '../headline/CommodityFilter.js';
import { Headline } from '../headline/Headline.js';
import { useLanguage } from '../i18n/use-language.js';
import { MapPanel } from '../map/MapPanel.js';
import { ShipmentPanel } from '../shipments/ShipmentPanel.js';
import { Ticker } from '../ticker/Ticker.js';
import { VisitInvite } from '../visit/VisitInvite.js';
import { useIsPhone } from './use-is-phone.js';
import styles from './LivePage.module.css';

/** As many as fill the height of the alerts and sources beside them. */
const balancesOnLivePage = 16;
const shipmentsOnLivePage = 8;

/** On a phone, where everything is below one another, what asks for an action comes first. */
const narrowLimits = { balances: 5, shipments: 3 };

export function LivePage() {
  const { t } = useLanguage();
  const narrow = useIsPhone();
  const alerts = (
    <div data-tour="alerts">
      <AlertList />
    </div>
  );
  const [commodity, setCommodity] = useState<string | null>(null);
  return (
    <div className={styles['page']}>
      <h1 className="visually-hidden">{t('nav/live')}</h1>
      <VisitInvite />
      <CommodityFilter chosen={commodity} choose={setCommodity} />
      <div data-tour="headline">
        <Headline commodity={commodity} />
      </div>
      {narrow && alerts}
      <div data-tour="changes">
        <ChangeStrip commodity={commodity} />
      </div>
      <div className={styles['top']}>
        <div data-tour="map">
          <MapPanel commodity={commodity} />
        </div>
        <Ticker />
      </div>
      <div className={styles['middle']}>
        <div data-tour="balance">
          <BalancePanel commodity={commodity} limit={narrow ? narrowLimits.balances : balancesOnLivePage} />
        </div>
        <div className={styles['side']}>
          {!narrow && alerts}
          <FeedPanel />
        </div>
      </div>
      <ShipmentPanel commodity={commodity} limit={narrow ? narrowLimits.shipments : shipmentsOnLivePage} />
    </div>
  );
}
