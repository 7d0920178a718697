import { formatPercent } from '../format/number.js';
import { rowStyle } from './row-style.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './FillBar.module.css';
import { fillParts, type BalanceRow } from './rows.js';

const width = (part: number) => ({ width: `${part * 100}%` });

/** How much of a need is met (on the way, planned), or how much of a stock is used. */
export function FillBar({ row }: { row: BalanceRow }) {
  const { t, language } = useLanguage();
  const { balance, ratio, producing } = row;
  if (ratio === null) return <span className={styles['none']}>{t('balances/nothing')}</span>;
  const percent = formatPercent(ratio, language);
  const shortfall = formatQuantity(balance.shortfall, balance.unit, language, rowStyle(balance));
  const parts = fillParts(balance);
  return (
    <div className={styles['fill']}>
      <div
        className={styles['bar']}
        data-short={(!producing && balance.shortfall > 0) || undefined}
        role="img"
        aria-label={
          producing ? t('balances/usedLabel', { percent }) : t('balances/fillLabel', { percent, shortfall })
        }
      >
        {producing ? (
          <span className={styles['used']} style={width(ratio)} />
        ) : (
          <>
            <span className={styles['inTransit']} style={width(parts.inTransit)} />
            <span className={styles['allocated']} style={width(parts.allocated)} />
          </>
        )}
      </div>
      <span className={styles['percent']}>{percent}</span>
    </div>
  );
}
