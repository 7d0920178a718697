import { IconMapQuestion } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { expectedStatus } from '../phone/expected-status.js';
import { Goods } from '../phone/Goods.js';
import { JourneyNotes } from '../phone/JourneyNotes.js';
import { Papers } from '../phone/Papers.js';
import styles from '../phone/Phone.module.css';
import { EntryNotes } from '../phone/PhoneNotes.js';
import { TripFacts, TripPlaces } from '../phone/Trip.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { Notice } from '../shell/Notice.js';
import { StatusBadge } from '../shipments/StatusBadge.js';
import { TrackingNotes } from '../shipments/TrackingNotes.js';
import { ReceiveForm } from './ReceiveForm.js';
import { Received } from './Received.js';
import { Untaken } from './Untaken.js';

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
  const isTold = shipment.lines.some(({ received }) => received !== undefined);
  const hasMore = shipment.lines.some(({ received }) => received === undefined);
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
        <JourneyNotes shipment={shipment} />
        {isTold ? <Received shipment={shipment} /> : <Goods shipment={shipment} />}
        {canReceive && hasMore && <ReceiveForm shipment={shipment} />}
        {status === 'accepted' && <p className={styles['soft']}>{t('phone/receive/notYet')}</p>}
      </section>
      <Untaken shipment={shipment} />
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
