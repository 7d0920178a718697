import { IconCalendarOff, IconClockExclamation } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import { formatDuration } from '../format/duration.js';
import { formatQuantity } from '../format/quantity.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useNow } from '../live/use-now.js';
import { Notice } from '../shell/Notice.js';
import { loadOf } from '../shipments/load.js';
import { StatusBadge } from '../shipments/StatusBadge.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import { WhyButton } from '../why/WhyButton.js';
import { daysOf, lanesOf, type Bar } from './columns.js';
import { useLaneName } from './use-lane-name.js';
import styles from './Plan.module.css';
import { useShipments } from './use-shipments.js';

/** A row a lane, a column a day: what is loaded when, and until when it has to be there. */
export function Timeline({ commodity }: { commodity: string | null }) {
  const { t, language } = useLanguage();
  const laneName = useLaneName();
  const isPhone = useIsPhone();
  const days = daysOf(useNow());
  const rows = lanesOf(useShipments(commodity), days);
  if (rows.length === 0)
    return (
      <Notice icon={IconCalendarOff} title={t('plan/timeline/empty')} hint={t('plan/timeline/emptyHint')} />
    );
  const bars = rows.map(([lane, bars]) => (
    <section key={lane} className={styles['lane']} aria-label={laneName(lane)}>
      <h3>{laneName(lane)}</h3>
      <ul>
        {bars.map((bar) => (
          <LaneBar key={bar.shipment.shipmentId} bar={bar} />
        ))}
      </ul>
    </section>
  ));
  // Nine days do not fit beside one another: on a phone each load says its own.
  if (isPhone) return <div className={styles['timelineList']}>{bars}</div>;
  return (
    <>
      <p className={styles['hint']}>{t('plan/timeline/hint')}</p>
      <div
        className={styles['scroll']}
        role="region"
        aria-label={t('plan/timeline/scroll')}
        // A keyboard scrolls what it can stand on.
        tabIndex={0}
      >
        <div className={styles['timeline']}>
          <div className={styles['days']} aria-hidden>
            <span>{t('plan/timeline/lane')}</span>
            {days.map((day, index) => (
              <span key={day} data-today={index === 1 || undefined}>
                {formatDate(day, language)}
              </span>
            ))}
          </div>
          {bars}
        </div>
      </div>
    </>
  );
}

function LaneBar({ bar: { shipment, from, to, isOverdue } }: { bar: Bar }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const late = shipment.tracking?.lateMinutes;
  const loads = loadOf(shipment)
    .map(
      (load) =>
        `${names.commodity(load.commodity)} ${formatQuantity(load.quantity, load.unit, language, load)}`,
    )
    .join(', ');
  return (
    <li
      className={styles['bar']}
      data-late={late || isOverdue ? true : undefined}
      style={{ gridColumn: `${from + 1} / ${to + 2}` }}
    >
      <StatusBadge status={shipment.status} />
      <span className={styles['loads']}>{loads}</span>
      <span className={styles['dates']}>
        {formatDate(shipment.pickupDate, language)} → {formatDate(shipment.arrivalBy, language)}
      </span>
      {(late || isOverdue) && (
        <strong className={styles['late']}>
          <IconClockExclamation size={16} aria-hidden />
          {late
            ? t('plan/timeline/late', { span: formatDuration(late * 60_000, language) })
            : t('plan/timeline/overdue')}
        </strong>
      )}
      <WhyButton subject={{ kind: 'shipment', key: shipment.shipmentId }} />
    </li>
  );
}
