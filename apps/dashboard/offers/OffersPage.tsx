import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getAll } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { OfferedShipment } from '../carriers/offer.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Tag, type Tone } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { LoadList } from '../shipments/LoadList.js';
import { Decisions } from './Decisions.js';
import { Said } from './Said.js';

const path = '/v1/offers';
const everyMs = 10_000;
const tones: Record<OfferedShipment['state'], Tone> = {
  approval: 'warn',
  held: 'quiet',
  next: 'info',
  offered: 'info',
  nobody: 'bad',
};

/** What is offered to whom and what they said; what waits for an officer comes first. */
export default function OffersPage() {
  const { t } = useLanguage();
  const { may } = useMay();
  const list = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getAll<OfferedShipment>(path, signal),
    enabled: may('shipments:report'),
    refetchInterval: everyMs,
    retry: 1,
  });
  const items = [...(list.data ?? [])].sort(
    (a, b) =>
      Number(waits(b)) - Number(waits(a)) || a.shipment.pickupDate.localeCompare(b.shipment.pickupDate),
  );
  return (
    <Office
      section="offers"
      needs="shipments:report"
      title={t('office/offers/title')}
      subtitle={t('office/offers/subtitle')}
    >
      <Panel
        title={t('office/offers/count', { count: items.length })}
        subtitle={t('office/offers/countHint', { count: items.filter(waits).length })}
      >
        {list.isPending && <Loading />}
        {list.isError && !list.data && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && (
          <Notice icon={IconMailOff} title={t('office/offers/empty')} hint={t('office/offers/emptyHint')} />
        )}
        <ul className={parts['rows']}>
          {items.map((item) => (
            <OfferRow key={item.shipment.shipmentId} item={item} />
          ))}
        </ul>
      </Panel>
    </Office>
  );
}

const waits = ({ state, offers }: OfferedShipment): boolean =>
  state === 'approval' || state === 'nobody' || offers.some(({ status }) => status === 'countered');

function OfferRow({ item }: { item: OfferedShipment }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { shipment, state, round, strategy, missing } = item;
  return (
    <li>
      <div className={parts['rowHead']}>
        <div>
          <p className={parts['row']}>
            <strong>
              {names.region(shipment.origin)} → {names.region(shipment.destination)}
            </strong>
            <Tag tone={tones[state]}>{t(`office/offers/state/${state}`)}</Tag>
          </p>
          <p className={parts['soft']}>
            {formatDate(shipment.pickupDate, language)} · {t('office/offers/round', { round })} ·{' '}
            {t(`office/offers/strategy/${strategy}`, { defaultValue: strategy })}
          </p>
          <p className={parts['code']}>{shipment.shipmentId}</p>
        </div>
        <LoadList shipment={shipment} />
      </div>
      {missing && missing.length > 0 && (
        <p className={parts['bad']}>
          {missing.map((code) => t(`office/offers/missing/${code}`, { defaultValue: code })).join(' · ')}
        </p>
      )}
      <Said offers={item.offers} />
      <Decisions item={item} />
    </li>
  );
}
