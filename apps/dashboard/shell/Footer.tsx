import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { startVisit } from '../visit/visit.js';
import styles from './Footer.module.css';
import { linkTo } from './route.js';

export function Footer() {
  const { t } = useLanguage();
  const { meta } = useLists();
  return (
    <footer className={styles['footer']}>
      <nav className={styles['links']} aria-label={t('shell/more')}>
        <a href={linkTo('terms')}>{t('nav/terms')}</a>
        <button type="button" onClick={startVisit}>
          {t('visit/again')}
        </button>
      </nav>
      <span>{t('shell/times')}</span>
      <span>{t('shell/sources')}</span>
      {meta && <span>{t('shell/version', { version: meta.version })}</span>}
    </footer>
  );
}
