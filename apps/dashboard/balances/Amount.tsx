import type { Balance } from '../api/types.js';
import { figureOf, type BalanceFigure } from './figure.js';
import { rowStyle } from './row-style.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Amount.module.css';

interface AmountProps {
  balance: Balance;
  name: BalanceFigure;
}

/** A figure of the table; nothing is a dash, so that what is there stands out. */
export function Amount({ balance, name }: AmountProps) {
  const { t, language } = useLanguage();
  const value = figureOf(balance, name);
  return (
    <td className={styles['amount']} data-zero={value === 0 || undefined}>
      {value === 0 ? t('balances/nothing') : formatQuantity(value, balance.unit, language, rowStyle(balance))}
    </td>
  );
}
