import { IconArrowRight, IconShip, IconTruck } from '@tabler/icons-react';
import { useLists, useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Route.module.css';

/** From, to and how: by road or with a ship, with the hours that it takes. */
export function Route({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { lanes } = useLists();
  const lane = lanes.find(({ id }) => id === shipment.lane);
  const Mode = lane?.mode.includes('sea') || lane?.mode.includes('ferry') ? IconShip : IconTruck;
  return (
    <span className={styles['route']}>
      <span className={styles['places']}>
        {names.region(shipment.origin)}
        <IconArrowRight size={15} stroke={2.2} aria-label="→" />
        {names.region(shipment.destination)}
      </span>
      {lane && (
        <span className={styles['lane']}>
          <Mode size={14} aria-hidden />
          {lane.roadKm ? `${formatNumber(lane.roadKm, language)} km · ` : ''}
          {t('shipments/hours', { typical: lane.leadHoursTypical, late: lane.leadHoursLate })}
        </span>
      )}
    </span>
  );
}
