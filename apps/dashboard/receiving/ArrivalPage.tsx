import { IconMapQuestion } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { expectedStatus } from '../phone/expected-status.js';
import { Goods } from '../phone/Goods.js';
import { Papers } from '../phone/Papers.js';
import styles from '../phone/Phone.module.css';
import { EntryNotes } from '../phone/PhoneNotes.js';
import { lineKey } from '../phone/line-amount.js';
import { TripFacts, TripPlaces } from '../phone/Trip.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { Notice } from '../shell/Notice.js';
import { StatusBadge } from '../shipments/StatusBadge.js';
import { TrackingNotes } from '../shipments/TrackingNotes.js';
import { ReceiveForm } from './ReceiveForm.js';

const RouteMap = lazy(() => import('../phone/RouteMap.js'));

/** One shipment as the city sees it: what comes, and what was received. */
export function ArrivalPage({ shipment }: { shipment: Shipment | undefined }) {
  const { t } = useLanguage();
  if (!shipment)
    return <Notice icon={IconMapQuestion} title={t('phone/load/gone')} hint={t('phone/load/goneHint')} />;
  return <Arrival shipment={shipment} />;
}

function Arrival({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const names = useNames();
  const { waiting, refused, sent } = useShipmentOutbox(shipment.shipmentId);
  const status = expectedStatus(shipment.status, [...sent, ...waiting]);
  const canReceive = status === 'dispatched' || status === 'in_transit';
  return (
    <>
      <section className={styles['card']}>
        <div className={styles['head']}>
          <h1>
            <TripPlaces shipment={shipment} />
          </h1>
          <StatusBadge status={status} />
        </div>
        <EntryNotes waiting={waiting} refused={refused} />
        <TrackingNotes shipment={shipment} />
        {status === 'closed' ? <Received shipment={shipment} /> : <Goods shipment={shipment} />}
        {canReceive && <ReceiveForm shipment={shipment} />}
        {status === 'accepted' && <p className={styles['soft']}>{t('phone/receive/notYet')}</p>}
      </section>
      <Papers shipment={shipment} />
      <section className={styles['card']}>
        <h2>{t('phone/receive/trip')}</h2>
        {shipment.carrier && <p>{names.party(shipment.carrier)}</p>}
        <TripFacts shipment={shipment} />
        <div className={styles['map']}>
          <Suspense fallback={null}>
            <RouteMap shipment={shipment} />
          </Suspense>
        </div>
        <p className={styles['soft']}>{shipment.shipmentId}</p>
      </section>
    </>
  );
}

/** Line by line what was shipped and what arrived. */
function Received({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const names = useNames();
  return (
    <ul>
      {shipment.lines.map((line) => {
        const { commodity, quantity, unit, received, varianceReason } = line;
        const said = (amount: number) => formatQuantity(amount, unit, language, { commodity });
        return (
          <li key={lineKey(line)} className={styles['line']}>
            <span className={styles['head']}>
              <strong>{names.commodity(commodity)}</strong>
              <span className={styles['amount']}>
                <strong>{said(received ?? quantity)}</strong>
                {received !== undefined && received !== quantity && (
                  <span className={styles['soft']}>{t('phone/receive/of', { shipped: said(quantity) })}</span>
                )}
              </span>
            </span>
            {varianceReason && (
              <span className={styles['soft']}>
                {varianceReason === 'unspecified' ? t('phone/receive/unspecified') : varianceReason}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
