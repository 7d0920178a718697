import { useNames } from '../api/registry.js';
import { formatQuantity } from '../format/quantity.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { Route } from '../shipments/Route.js';
import { StatusBadge } from '../shipments/StatusBadge.js';
import { TrackingNotes } from '../shipments/TrackingNotes.js';
import { VehicleList } from '../shipments/VehicleList.js';
import { Behind } from './Behind.js';
import { ReasonList } from './ReasonList.js';
import styles from './WhyShipment.module.css';
import { WhySection } from './WhySection.js';

export function WhyShipment({ shipmentId }: { shipmentId: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const shipment = useBoard((board) => board.shipments.get(shipmentId)?.thing);
  if (!shipment) return <p>{t('shipments/empty')}</p>;
  return (
    <>
      <div className={styles['head']}>
        <Route shipment={shipment} />
        <StatusBadge status={shipment.status} />
      </div>
      <p className={styles['meta']}>
        {shipment.shipmentId} · {t('shipments/revision', { revision: shipment.revision })}
      </p>
      <p className={styles['meta']}>
        {formatDate(shipment.pickupDate, language)} → {formatDate(shipment.arrivalBy, language)} ·{' '}
        <VehicleList shipment={shipment} />
        {shipment.carrier && ` · ${t('shipments/carrier')}: ${names.party(shipment.carrier)}`}
      </p>
      <TrackingNotes shipment={shipment} />
      <WhySection title={t('why/reasons')}>
        <ReasonList reasons={shipment.reasons} />
      </WhySection>
      <WhySection title={t('shipments/lines', { count: shipment.lines.length })}>
        {shipment.lines.map((line, index) => (
          <Behind
            key={`${line.demandId}${line.location}${line.lot}${index}`}
            name={names.commodity(line.commodity)}
            figure={formatQuantity(line.quantity, line.unit, language, line)}
            figureName=""
            parts={[
              `${names.place(line.location)}${line.lot === 'default' ? '' : `, ${line.lot}`} → ${line.demandId}`,
            ]}
            reasons={undefined}
            commodity={line.commodity}
          />
        ))}
      </WhySection>
      <p className={styles['meta']}>
        {t('why/plan')} {shipment.planVersion}
      </p>
    </>
  );
}
