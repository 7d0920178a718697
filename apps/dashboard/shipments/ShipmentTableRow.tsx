import { memo } from 'react';
import type { Shipment } from '../api/types.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { WhyButton } from '../why/WhyButton.js';
import { LoadList } from './LoadList.js';
import { Route } from './Route.js';
import styles from './ShipmentTableRow.module.css';
import { StatusBadge } from './StatusBadge.js';
import { VehicleList } from './VehicleList.js';

export const ShipmentTableRow = memo(function ShipmentTableRow({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const reasons = shipment.reasons.length;
  return (
    <tr className={styles['row']}>
      <td>
        <StatusBadge status={shipment.status} />
      </td>
      <td>
        <Route shipment={shipment} />
      </td>
      <td className={styles['dates']}>
        {formatDate(shipment.pickupDate, language)}
        <span className={styles['by']}>
          {t('shipments/by', { date: formatDate(shipment.arrivalBy, language) })}
        </span>
      </td>
      <td className={styles['load']}>
        <LoadList shipment={shipment} />
      </td>
      <td className={styles['vehicles']}>
        <VehicleList shipment={shipment} />
      </td>
      <td className={styles['id']}>
        {shipment.shipmentId}
        <span className={styles['by']}>{t('shipments/revision', { revision: shipment.revision })}</span>
      </td>
      <td className={styles['why']}>
        <WhyButton
          subject={{ kind: 'shipment', key: shipment.shipmentId }}
          label={reasons > 0 ? t('shipments/reasonsCount', { count: reasons }) : t('shipments/detail')}
        />
      </td>
    </tr>
  );
});
