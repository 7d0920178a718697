import { IconArrowRight } from '@tabler/icons-react';
import { useLists, useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { formatNumber } from '../format/number.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Phone.module.css';
import { useVehicleText } from './use-vehicles.js';

export function TripPlaces({ shipment }: { shipment: Shipment }) {
  const names = useNames();
  return (
    <span className={styles['places']}>
      {names.region(shipment.origin)}
      <IconArrowRight size={18} stroke={2.2} role="img" aria-label="→" />
      {names.region(shipment.destination)}
    </span>
  );
}

interface TripFactsProps {
  shipment: Shipment;
  /** Those of an offer, where they are not the shipment's. */
  vehicles?: { code: string; count: number }[];
  rupiah?: number;
}

/** When, how far, with what and for how much. */
export function TripFacts({ shipment, vehicles = shipment.vehicles, rupiah }: TripFactsProps) {
  const { t, language } = useLanguage();
  const { lanes } = useLists();
  const vehicleText = useVehicleText();
  const lane = lanes.find(({ id }) => id === shipment.lane);
  const { temperatureClass } = shipment;
  return (
    <dl className={styles['facts']}>
      <dt>{t('phone/pickup')}</dt>
      <dd>{formatDate(shipment.pickupDate, language)}</dd>
      <dt>{t('phone/arrival')}</dt>
      <dd>{formatDate(shipment.arrivalBy, language)}</dd>
      {lane && (
        <>
          <dt>{t('phone/road')}</dt>
          <dd>
            {lane.roadKm ? `${formatNumber(lane.roadKm, language)} km · ` : ''}
            {t('shipments/hours', { typical: lane.leadHoursTypical, late: lane.leadHoursLate })}
          </dd>
        </>
      )}
      {vehicles.length > 0 && (
        <>
          <dt>{t('phone/vehicle')}</dt>
          <dd>{vehicleText(vehicles)}</dd>
        </>
      )}
      {temperatureClass && (
        <>
          <dt>{t('phone/temperature')}</dt>
          <dd>{t(`phone/class/${temperatureClass}`, { defaultValue: temperatureClass })}</dd>
        </>
      )}
      {rupiah !== undefined && (
        <>
          <dt>{t('phone/price')}</dt>
          <dd>Rp&nbsp;{formatNumber(rupiah, language)}</dd>
        </>
      )}
    </dl>
  );
}
