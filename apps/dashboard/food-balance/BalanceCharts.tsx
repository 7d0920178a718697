import { useNames } from '../api/registry.js';
import { formatQuantity } from '../format/quantity.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { axisTicks, isKnown, linePoints, type FoodBalanceRow } from './food-balance.js';
import styles from './FoodBalance.module.css';

/** More would be a wall: the shortest come first. */
const chartsMax = 30;

/** Need and availability of each row, day by day. */
export function BalanceCharts({ rows, day }: { rows: readonly FoodBalanceRow[]; day: number }) {
  const { t } = useLanguage();
  return (
    <>
      <p className={styles['legend']}>
        <span data-line="available">{t('balances/available')}</span>
        <span data-line="need">{t('balances/need')}</span>
      </p>
      <ul className={styles['charts']}>
        {rows
          .filter(isKnown)
          .slice(0, chartsMax)
          .map((row) => (
            <BalanceChart key={`${row.hub}/${row.commodity}/${row.region}`} row={row} day={day} />
          ))}
      </ul>
    </>
  );
}

function BalanceChart({ row, day }: { row: FoodBalanceRow; day: number }) {
  const { t, language, say } = useLanguage();
  const names = useNames();
  const { days, commodity, region, unit } = row;
  const all = days.flatMap(({ need, available }) => [need, available]);
  const ticks = axisTicks(Math.min(...all), Math.max(...all));
  const [lowest, highest] = [ticks[0]!, ticks.at(-1)!];
  const partFromTop = (tick: number): number => (highest - tick) / (highest - lowest);
  const x = days.length > 1 ? (day * 100) / (days.length - 1) : 0;
  const title = t('desk/chartOf', { commodity: names.commodity(commodity), region: names.region(region) });
  return (
    <li className={styles['chart']}>
      <h3>{title}</h3>
      <div className={styles['plot']}>
        <p className={styles['axis']} aria-hidden title={t('desk/axis')}>
          {ticks.map((tick) => (
            <span key={tick} style={{ top: `${partFromTop(tick) * 100}%` }}>
              {formatQuantity(tick, unit, language, { compact: true, commodity, beside: highest })}
            </span>
          ))}
        </p>
        <svg
          viewBox="0 0 100 40"
          preserveAspectRatio="none"
          role="img"
          aria-label={t('desk/chartLabel', { remark: say(row.remark) })}
        >
          {ticks.map((tick) => (
            <line
              key={tick}
              className={styles['tick']}
              data-zero={tick === 0 || undefined}
              x1={0}
              x2={100}
              y1={partFromTop(tick) * 40}
              y2={partFromTop(tick) * 40}
            />
          ))}
          <line className={styles['mark']} x1={x} x2={x} y1={0} y2={40} />
          <polyline
            className={styles['lineAvailable']}
            points={linePoints(
              days.map(({ available }) => available),
              lowest,
              highest,
            )}
          />
          <polyline
            className={styles['lineNeed']}
            points={linePoints(
              days.map(({ need }) => need),
              lowest,
              highest,
            )}
          />
        </svg>
        <p className={styles['ends']}>
          <span>{formatDate(days[0]!.date, language)}</span>
          <span>{formatDate(days.at(-1)!.date, language)}</span>
        </p>
      </div>
      <p>{say(row.remark)}</p>
    </li>
  );
}
