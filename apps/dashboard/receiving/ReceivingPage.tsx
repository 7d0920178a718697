import { IconArrowLeft, IconPackageOff } from '@tabler/icons-react';
import { useLists, useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { expectedStatus } from '../phone/expected-status.js';
import { Goods } from '../phone/Goods.js';
import { PhoneGate } from '../phone/PhoneGate.js';
import styles from '../phone/Phone.module.css';
import { KeptNote } from '../phone/PhoneNotes.js';
import { TripPlaces } from '../phone/Trip.js';
import { useShipmentsIn } from '../phone/use-phone-list.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { PageTitle } from '../shell/PageTitle.js';
import { linkTo, useParts } from '../shell/route.js';
import { StatusBadge } from '../shipments/StatusBadge.js';
import { TrackingNotes } from '../shipments/TrackingNotes.js';
import { ArrivalPage } from './ArrivalPage.js';
import { arrivalGroups, groupArrivals } from './arrivals.js';
import { useReceiptReasons } from './use-receipt-reasons.js';

const statuses = ['accepted', 'dispatched', 'in_transit', 'closed'] as const;
const historyMax = 50;

/** What comes to a city, what has arrived, and what was received of it. */
export default function ReceivingPage() {
  return <PhoneGate>{({ party }) => <Receiving party={party} />}</PhoneGate>;
}

function Receiving({ party }: { party: string }) {
  const { t } = useLanguage();
  const names = useNames();
  const { parties } = useLists();
  const [id] = useParts();
  const all = useShipmentsIn(statuses);
  // Read here too, so that the phone has them at a gate without a network.
  useReceiptReasons();
  if (all.error) return <LoadFailed error={all.error} retry={all.retry} />;
  if (all.isPending || parties.length === 0) return <Loading />;
  if (id)
    return (
      <>
        <a className={styles['back']} href={linkTo('receive')}>
          <IconArrowLeft size={18} stroke={2} aria-hidden />
          {t('phone/receive/title')}
        </a>
        <KeptNote keptAt={all.keptAt} />
        <ArrivalPage key={id} shipment={all.shipments.find(({ shipmentId }) => shipmentId === id)} />
      </>
    );
  const regions = parties.find(({ code }) => code === party)?.regions ?? [];
  const groups = groupArrivals(all.shipments, regions);
  const shown = arrivalGroups.filter((group) => groups[group].length > 0);
  return (
    <>
      <PageTitle
        title={t('phone/receive/title')}
        subtitle={t('phone/receive/subtitle', { city: regions.map(names.region).join(', ') })}
      />
      <KeptNote keptAt={all.keptAt} />
      {shown.length === 0 && (
        <div className={styles['card']}>
          <Notice icon={IconPackageOff} title={t('phone/receive/none')} hint={t('phone/receive/noneHint')} />
        </div>
      )}
      {shown.map((group) => (
        <section key={group} className={styles['group']}>
          <h2>{t(`phone/receive/group/${group}`)}</h2>
          {groups[group].slice(0, group === 'received' ? historyMax : undefined).map((shipment) => (
            <ArrivalCard key={shipment.shipmentId} shipment={shipment} />
          ))}
        </section>
      ))}
    </>
  );
}

function ArrivalCard({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { waiting, refused } = useShipmentOutbox(shipment.shipmentId);
  return (
    <a className={styles['card']} href={linkTo('receive', shipment.shipmentId)}>
      <span className={styles['head']}>
        <TripPlaces shipment={shipment} />
        <StatusBadge status={expectedStatus(shipment.status, waiting)} />
      </span>
      <Goods shipment={shipment} />
      <TrackingNotes shipment={shipment} />
      <span className={styles['soft']}>
        {t('phone/receive/arrives', { date: formatDate(shipment.arrivalBy, language) })}
        {shipment.carrier ? ` · ${names.party(shipment.carrier)}` : ''}
        {waiting.length > 0 && ` · ${t('phone/unsent')}`}
        {refused.length > 0 && ` · ${t('phone/wasRefused')}`}
      </span>
    </a>
  );
}
