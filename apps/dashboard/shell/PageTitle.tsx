import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './PageTitle.module.css';

interface PageTitleProps {
  title: string;
  subtitle: string;
  /** Of what the page lists; null until it is known. */
  count?: number | null;
}

export function PageTitle({ title, subtitle, count = null }: PageTitleProps) {
  const { language } = useLanguage();
  return (
    <div className={styles['title']}>
      <h1>
        {title} {count !== null && <span className={styles['count']}>{formatNumber(count, language)}</span>}
      </h1>
      <p>{subtitle}</p>
    </div>
  );
}
