import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Ledger.module.css';

const percent = 100;

/** So many of so many, as a figure and a bar: the figure tells it alone. */
export function Share({ part, whole }: { part: number; whole: number }) {
  const { language } = useLanguage();
  const share = (percent * part) / whole;
  return (
    <span className={styles['share']}>
      <span>{formatNumber(share, language, 0)} %</span>
      <progress className={styles['bar']} value={part} max={whole} aria-hidden />
    </span>
  );
}
