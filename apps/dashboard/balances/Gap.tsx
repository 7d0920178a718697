import { IconAlertTriangle, IconCheck, IconHelp, IconPlus } from '@tabler/icons-react';
import type { Balance } from '../api/types.js';
import { rowStyle } from './row-style.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Gap.module.css';
import { isEstimate } from './rows.js';

interface GapProps {
  balance: Balance;
  /** Stock that is all promised is used up, not a need that is met. */
  producing?: boolean | undefined;
}

/** Short, over or met: by sign, colour and word. */
export function Gap({ balance, producing = false }: GapProps) {
  const { t, language } = useLanguage();
  const said = (quantity: number): string =>
    formatQuantity(quantity, balance.unit, language, rowStyle(balance));
  if (balance.shortfall > 0) {
    return (
      <span className={styles['gap']} data-kind="short">
        <IconAlertTriangle size={15} stroke={2} aria-hidden />
        {t('balances/short')} {said(balance.shortfall)}
      </span>
    );
  }
  if (balance.surplus > 0) {
    return (
      <span className={styles['gap']} data-kind="over">
        <IconPlus size={15} stroke={2.2} aria-hidden />
        {t('balances/over')} {said(balance.surplus)}
      </span>
    );
  }
  if (isEstimate(balance)) {
    return (
      <span className={styles['gap']} data-kind="estimate">
        <IconHelp size={15} stroke={2} aria-hidden />
        {t('balances/estimate')} {said(balance.estimatedNeed ?? 0)}
      </span>
    );
  }
  return (
    <span className={styles['gap']} data-kind="met">
      <IconCheck size={15} stroke={2.2} aria-hidden />
      {t(producing ? 'balances/allUsed' : 'balances/met')}
    </span>
  );
}
