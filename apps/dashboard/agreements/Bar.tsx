import { formatPercent } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Agreements.module.css';

/** A part of a whole, with its figure. */
export function Bar({ ratio, label, quiet = false }: { ratio: number; label: string; quiet?: boolean }) {
  const { language } = useLanguage();
  const percent = formatPercent(ratio, language);
  return (
    <div className={styles['fulfilment']}>
      <div className={styles['bar']} role="img" aria-label={`${label}: ${percent}`}>
        <span
          data-tone={quiet ? 'quiet' : ratio >= 0.9 ? 'good' : ratio >= 0.5 ? 'fair' : 'poor'}
          style={{ width: `${Math.min(1, ratio) * 100}%` }}
        />
      </div>
      <span className={styles['percent']}>{percent}</span>
    </div>
  );
}
