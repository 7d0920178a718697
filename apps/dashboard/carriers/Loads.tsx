import { IconTruckOff } from '@tabler/icons-react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Goods } from '../phone/Goods.js';
import { expectedStatus } from '../phone/expected-status.js';
import styles from '../phone/Phone.module.css';
import { TripPlaces } from '../phone/Trip.js';
import { formatDate } from '../format/time.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { Notice } from '../shell/Notice.js';
import { linkTo } from '../shell/route.js';
import { StatusBadge } from '../shipments/StatusBadge.js';
import { loadGroups, type LoadGroup } from './load.js';

const overMax = 20;

/** My loads: on the road, today, later, and the last that are over. */
export function Loads({ groups }: { groups: Record<LoadGroup, Shipment[]> }) {
  const { t } = useLanguage();
  const shown = loadGroups.filter((group) => groups[group].length > 0);
  if (shown.length === 0)
    return (
      <div className={styles['card']}>
        <Notice icon={IconTruckOff} title={t('phone/load/none')} hint={t('phone/load/noneHint')} />
      </div>
    );
  return shown.map((group) => (
    <section key={group} className={styles['group']}>
      <h2>{t(`phone/load/group/${group}`)}</h2>
      {groups[group].slice(0, group === 'over' ? overMax : undefined).map((shipment) => (
        <LoadCard key={shipment.shipmentId} shipment={shipment} />
      ))}
    </section>
  ));
}

function LoadCard({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const { waiting, refused } = useShipmentOutbox(shipment.shipmentId);
  return (
    <a className={styles['card']} href={linkTo('carry', 'kiriman', shipment.shipmentId)}>
      <span className={styles['head']}>
        <TripPlaces shipment={shipment} />
        <StatusBadge status={expectedStatus(shipment.status, waiting)} />
      </span>
      <Goods shipment={shipment} />
      <span className={styles['soft']}>
        {formatDate(shipment.pickupDate, language)} → {formatDate(shipment.arrivalBy, language)}
        {waiting.length > 0 && ` · ${t('phone/unsent')}`}
        {refused.length > 0 && ` · ${t('phone/wasRefused')}`}
      </span>
    </a>
  );
}
