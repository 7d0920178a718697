import { useLanguage } from '../i18n/use-language.js';
import { dateAt } from '../format/time.js';
import { useLists } from '../api/registry.js';
import { useNow } from '../live/use-now.js';
import { PhoneGate } from '../phone/PhoneGate.js';
import styles from '../phone/Phone.module.css';
import { KeptNote } from '../phone/PhoneNotes.js';
import { usePhoneList, useShipmentsIn } from '../phone/use-phone-list.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { linkTo, useParts } from '../shell/route.js';
import { LoadPage } from './LoadPage.js';
import { groupLoads, mergeableWith } from './load.js';
import { Loads } from './Loads.js';
import { openingsOf, type OfferedShipment } from './offer.js';
import { Offers } from './Offers.js';
import { Services } from './Services.js';

const statuses = ['recommended', 'accepted', 'dispatched', 'in_transit', 'closed', 'cancelled'] as const;

/** What a carrier's people do: answer offers, carry loads, say what they offer. */
export default function CarrierPage() {
  return <PhoneGate>{({ party }) => <Carrier party={party} />}</PhoneGate>;
}

function Carrier({ party }: { party: string }) {
  const { t } = useLanguage();
  const [tab = 'penawaran', id] = useParts();
  const today = dateAt(useNow());
  const { meta } = useLists();
  const offered = usePhoneList<OfferedShipment>('/v1/offers?limit=500');
  const all = useShipmentsIn(statuses);
  const isOpenToAll = meta !== null && meta.hub.offerStrategy === undefined;
  const openings = openingsOf(party, offered.data?.answer.items ?? [], all.shipments, isOpenToAll);
  const groups = groupLoads(all.shipments, party, today);
  const error = all.error ?? (offered.data ? null : offered.error);
  if (error) return <LoadFailed error={error} retry={all.retry} />;
  if (all.isPending || offered.isPending) return <Loading />;
  const keptAt = all.keptAt ?? offered.data?.keptAt ?? null;
  if (tab === 'kiriman' && id) {
    const shipment = all.shipments.find(({ shipmentId }) => shipmentId === id);
    return (
      <>
        <KeptNote keptAt={keptAt} />
        <LoadPage
          key={id}
          shipment={shipment}
          party={party}
          others={shipment ? mergeableWith(shipment, all.shipments) : []}
        />
      </>
    );
  }
  const tabs = [
    { key: 'penawaran', count: openings.length },
    { key: 'kiriman', count: groups.moving.length + groups.today.length + groups.later.length },
    { key: 'layanan', count: 0 },
  ];
  return (
    <>
      <h1 className="visually-hidden">{t('phone/carrier/title')}</h1>
      <nav className={styles['tabs']} aria-label={t('phone/carrier/title')}>
        {tabs.map(({ key, count }) => (
          <a key={key} href={linkTo('carry', key)} aria-current={key === tab ? 'page' : undefined}>
            {t(`phone/carrier/tab/${key}`)}
            {count > 0 && <span className={styles['count']}>{count}</span>}
          </a>
        ))}
      </nav>
      <KeptNote keptAt={keptAt} />
      {tab === 'kiriman' ? (
        <Loads groups={groups} />
      ) : tab === 'layanan' ? (
        <Services party={party} />
      ) : (
        <Offers openings={openings} />
      )}
    </>
  );
}
