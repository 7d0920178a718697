import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { getJson } from '../api/client.js';
import type { ItemList, Shipment } from '../api/types.js';
import type { OfferedShipment } from '../carriers/offer.js';
import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { Decisions } from '../offers/Decisions.js';
import { useMay } from '../office/may.js';
import { Loading } from '../shell/Loading.js';
import { useFilters } from '../shell/route.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import { ShipmentCard } from '../shipments/ShipmentCard.js';
import { byColumn, columns, withListed, type Column } from './columns.js';
import styles from './Plan.module.css';
import { planAddress } from './tabs.js';
import { useClosed } from './use-closed.js';
import { useShipments } from './use-shipments.js';

/** So many at first, and so many more each time. */
const cardsStep = 20;

/** Shipments in columns of where they stand; on a phone one column at a time. */
export function Board({ commodity }: { commodity: string | null }) {
  const { t, language } = useLanguage();
  const phone = useIsPhone();
  const shipments = useShipments(commodity);
  const complete = useBoard((board) => board.complete);
  const closed = useClosed(commodity);
  const found = useMemo(() => byColumn(withListed(shipments, closed.items)), [shipments, closed.items]);
  const waiting = useWaiting();
  const [query, setFilter] = useFilters();
  const chosen = columns.find((column) => column === query.get('kolom')) ?? 'waiting';
  const countOf = (column: Column): string =>
    `${formatNumber(found[column].length, language)}${column === 'closed' && closed.fetchMore ? '+' : ''}`;
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
              {t(`plan/board/${column}`)} <span>{countOf(column)}</span>
            </button>
          ))}
        </div>
      )}
      <div className={styles['board']}>
        {(phone ? [chosen] : columns).map((column) => (
          <BoardColumn
            key={column}
            column={column}
            shipments={found[column]}
            count={countOf(column)}
            waiting={waiting}
            fetchMore={column === 'closed' ? closed.fetchMore : null}
          />
        ))}
      </div>
    </>
  );
}

interface BoardColumnProps {
  column: Column;
  shipments: readonly Shipment[];
  /** With a sign that there are more where not all have been asked for. */
  count: string;
  waiting: ReadonlyMap<string, OfferedShipment>;
  /** Null: all that there are have come. */
  fetchMore: (() => void) | null;
}

function BoardColumn({ column, shipments, count, waiting, fetchMore }: BoardColumnProps) {
  const { t } = useLanguage();
  const { person, may } = useMay();
  const [cardsMax, setCardsMax] = useState(cardsStep);
  const shown = shipments.slice(0, cardsMax);
  return (
    <section className={styles['column']} aria-labelledby={`kolom-${column}`}>
      <h2 id={`kolom-${column}`}>
        {t(`plan/board/${column}`)} <span>{count}</span>
      </h2>
      {column === 'over' && <p className={styles['hint']}>{t('plan/board/overHint')}</p>}
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
      {(shipments.length > shown.length || fetchMore) && (
        <Button
          variant="light"
          fullWidth
          mt={10}
          onClick={() => {
            setCardsMax(cardsMax + cardsStep);
            if (shipments.length <= cardsMax + cardsStep) fetchMore?.();
          }}
        >
          {t('common/more')}
        </Button>
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
