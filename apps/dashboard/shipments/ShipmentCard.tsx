import { memo } from 'react';
import type { Shipment } from '../api/types.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { WhyButton } from '../why/WhyButton.js';
import { LoadList } from './LoadList.js';
import { Route } from './Route.js';
import styles from './ShipmentCard.module.css';
import { StatusBadge } from './StatusBadge.js';
import { VehicleList } from './VehicleList.js';

export const ShipmentCard = memo(function ShipmentCard({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const reasons = shipment.reasons.length;
  return (
    <li className={styles['card']}>
      <div className={styles['head']}>
        <Route shipment={shipment} />
        <StatusBadge status={shipment.status} />
      </div>
      <LoadList shipment={shipment} />
      <p className={styles['meta']}>
        {formatDate(shipment.pickupDate, language)} → {formatDate(shipment.arrivalBy, language)} ·{' '}
        <VehicleList shipment={shipment} />
      </p>
      <div className={styles['foot']}>
        <span className={styles['id']}>
          {shipment.shipmentId} · {t('shipments/revision', { revision: shipment.revision })}
        </span>
        <WhyButton
          subject={{ kind: 'shipment', key: shipment.shipmentId }}
          label={reasons > 0 ? t('shipments/reasonsCount', { count: reasons }) : t('shipments/detail')}
        />
      </div>
    </li>
  );
});
