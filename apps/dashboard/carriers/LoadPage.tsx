import { IconArrowLeft, IconMapQuestion } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Goods } from '../phone/Goods.js';
import { expectedStatus } from '../phone/expected-status.js';
import { JourneyNotes } from '../phone/JourneyNotes.js';
import { Papers } from '../phone/Papers.js';
import styles from '../phone/Phone.module.css';
import { EntryNotes } from '../phone/PhoneNotes.js';
import { TripFacts, TripPlaces } from '../phone/Trip.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { Notice } from '../shell/Notice.js';
import { linkTo } from '../shell/route.js';
import { StatusBadge } from '../shipments/StatusBadge.js';
import { TrackingNotes } from '../shipments/TrackingNotes.js';
import { BeforeLeaving } from './BeforeLeaving.js';
import { ChangeCard } from './ChangeCard.js';
import { LoadContacts } from './LoadContacts.js';
import { LoadSteps } from './LoadSteps.js';
import { OnTheRoad } from './OnTheRoad.js';
import { PositionSharing } from './PositionSharing.js';

const RouteMap = lazy(() => import('../phone/RouteMap.js'));

interface LoadPageProps {
  /** Of whose people. */
  party: string;
  /** What else this carrier has accepted and could go along. */
  others: Shipment[];
}

/** One load, from the ramp to the market. Each concern is a part of its own. */
export function LoadPage({ shipment, party, others }: LoadPageProps & { shipment: Shipment | undefined }) {
  const { t } = useLanguage();
  return (
    <>
      <a className={styles['back']} href={linkTo('carry', 'kiriman')}>
        <IconArrowLeft size={18} stroke={2} aria-hidden />
        {t('phone/carrier/tab/kiriman')}
      </a>
      {shipment ? (
        <Load shipment={shipment} party={party} others={others} />
      ) : (
        <Notice icon={IconMapQuestion} title={t('phone/load/gone')} hint={t('phone/load/goneHint')} />
      )}
    </>
  );
}

function Load({ shipment, party, others }: LoadPageProps & { shipment: Shipment }) {
  const { t } = useLanguage();
  const { waiting, refused, sent } = useShipmentOutbox(shipment.shipmentId);
  const status = expectedStatus(shipment.status, [...sent, ...waiting]);
  const isOurs = shipment.carrier === party;
  const isMoving = isOurs && (status === 'dispatched' || status === 'in_transit');
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
        <LoadSteps shipment={shipment} status={status} canAct={isOurs} />
        <JourneyNotes shipment={shipment} />
        <TrackingNotes shipment={shipment} />
        {isMoving && <PositionSharing shipmentId={shipment.shipmentId} />}
      </section>
      {isOurs && <ChangeCard shipment={shipment} />}
      {isMoving && <OnTheRoad shipment={shipment} />}
      <section className={styles['card']}>
        <h2>{t('phone/load/goods')}</h2>
        <Goods shipment={shipment} />
        <TripFacts shipment={shipment} />
        <div className={styles['map']}>
          <Suspense fallback={null}>
            <RouteMap shipment={shipment} />
          </Suspense>
        </div>
        <p className={styles['soft']}>{shipment.shipmentId}</p>
      </section>
      <Papers shipment={shipment} />
      <LoadContacts shipment={shipment} />
      {isOurs && status === 'accepted' && <BeforeLeaving shipment={shipment} others={others} />}
    </>
  );
}
