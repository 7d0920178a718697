import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Footer.module.css';

export function Footer() {
  const { t } = useLanguage();
  const { meta } = useLists();
  return (
    <footer className={styles['footer']}>
      <span>{t('shell/times')}</span>
      <span>{t('shell/sources')}</span>
      {meta && <span>{t('shell/version', { version: meta.version })}</span>}
    </footer>
  );
}
