import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import styles from './CommodityFilter.module.css';

interface CommodityFilterProps {
  chosen: string | null;
  choose: (commodity: string | null) => void;
}

/** One press shows the whole page for one commodity; a second press on it shows all again. */
export function CommodityFilter({ chosen, choose }: CommodityFilterProps) {
  const { t } = useLanguage();
  const { commodities } = useLists();
  const names = useNames();
  return (
    <div className={styles['row']} role="group" aria-label={t('common/commodity')}>
      <button
        type="button"
        className={styles['chip']}
        aria-pressed={chosen === null}
        onClick={() => choose(null)}
      >
        {t('common/allCommodities')}
      </button>
      {commodities.map(({ code }) => (
        <button
          key={code}
          type="button"
          className={styles['chip']}
          aria-pressed={chosen === code}
          onClick={() => choose(chosen === code ? null : code)}
        >
          <CommodityMark code={code} size={15} />
          {names.commodity(code)}
        </button>
      ))}
    </div>
  );
}
