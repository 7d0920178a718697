import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getJson } from '../api/client.js';
import type { ItemList, Shipment } from '../api/types.js';
import type { OfferedShipment } from '../carriers/offer.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { Decisions } from '../offers/Decisions.js';
import { useMay } from '../office/may.js';
import { Loading } from '../shell/Loading.js';
import { useFilters } from '../shell/route.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import { ShipmentCard } from '../shipments/ShipmentCard.js';
import { byColumn, columns, type Column } from './columns.js';
import styles from './Plan.module.css';
import { planAddress } from './tabs.js';
import { useShipments } from './use-shipments.js';

const cardsMax = 40;

/** Shipments in columns of where they stand; on a phone one column at a time. */
export function Board({ commodity }: { commodity: string | null }) {
  const { t } = useLanguage();
  const phone = useIsPhone();
  const shipments = useShipments(commodity);
  const complete = useBoard((board) => board.complete);
  const found = useMemo(() => byColumn(shipments), [shipments]);
  const waiting = useWaiting();
  const [query, setFilter] = useFilters();
  const chosen = columns.find((column) => column === query.get('kolom')) ?? 'waiting';
  if (!complete && shipments.length === 0) return <Loading />;
  return (
    <>
      <p className={styles['hint']}>{t('plan/board/hint')}</p>
      {phone && (
        <div className={styles['switch']} role="group" aria-label={t('plan/board/columns')}>
          {columns.map((column) => (
            <button
              key={column}
              type="button"
              aria-pressed={column === chosen}
              onClick={() => setFilter('kolom', column)}
            >
              {t(`plan/board/${column}`)} <span>{found[column].length}</span>
            </button>
          ))}
        </div>
      )}
      <div className={styles['board']}>
        {(phone ? [chosen] : columns).map((column) => (
          <BoardColumn key={column} column={column} shipments={found[column]} waiting={waiting} />
        ))}
      </div>
    </>
  );
}

interface BoardColumnProps {
  column: Column;
  shipments: readonly Shipment[];
  waiting: ReadonlyMap<string, OfferedShipment>;
}

function BoardColumn({ column, shipments, waiting }: BoardColumnProps) {
  const { t } = useLanguage();
  const { person, may } = useMay();
  const shown = shipments.slice(0, cardsMax);
  return (
    <section className={styles['column']} aria-labelledby={`kolom-${column}`}>
      <h2 id={`kolom-${column}`}>
        {t(`plan/board/${column}`)} <span>{shipments.length}</span>
      </h2>
      {shown.length === 0 && <p className={styles['hint']}>{t('plan/board/none')}</p>}
      <div className={styles['cards']}>
        {shown.map((shipment) => {
          const item = waiting.get(shipment.shipmentId);
          const mayHold = column === 'waiting' && may('plan:override') && person?.party === shipment.hub;
          return (
            <div key={shipment.shipmentId} className={styles['card']}>
              <ul>
                <ShipmentCard shipment={shipment} />
              </ul>
              {item && <Decisions item={item} />}
              {mayHold && shipment.lane && shipment.lines[0] && (
                <a
                  className={styles['link']}
                  href={planAddress('overrides', {
                    komoditas: shipment.lines[0].commodity,
                    jenis: 'hold',
                    hal: 'lane',
                    jalur: shipment.lane,
                  })}
                >
                  {t('plan/board/holdLane')}
                </a>
              )}
            </div>
          );
        })}
      </div>
      {shipments.length > shown.length && (
        <p className={styles['hint']}>{t('plan/board/more', { count: shipments.length - shown.length })}</p>
      )}
    </section>
  );
}

/** What waits for an officer's decision, by shipment. */
function useWaiting(): ReadonlyMap<string, OfferedShipment> {
  const { may } = useMay();
  const { data } = useQuery({
    queryKey: ['/v1/offers', 'board'],
    queryFn: ({ signal }) => getJson<ItemList<OfferedShipment>>('/v1/offers?limit=200', signal),
    enabled: may('shipments:report'),
    refetchInterval: 10_000,
    retry: 1,
  });
  return useMemo(() => new Map(data?.items.map((item) => [item.shipment.shipmentId, item])), [data]);
}
