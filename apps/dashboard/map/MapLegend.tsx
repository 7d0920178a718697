import { useLanguage } from '../i18n/use-language.js';
import styles from './MapLegend.module.css';
import { stages } from './flows.js';
import { StageLine } from './StageLine.js';

/** What the kinds of line mean. */
export function MapLegend() {
  const { t } = useLanguage();
  return (
    <ul className={styles['legend']}>
      {stages.map((stage) => (
        <li key={stage}>
          <StageLine stage={stage} />
          {t(`map/${stage}`)}
        </li>
      ))}
      <li className={styles['width']}>{t('map/widthHint')}</li>
    </ul>
  );
}
