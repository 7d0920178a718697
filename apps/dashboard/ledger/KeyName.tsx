import { useLanguage } from '../i18n/use-language.js';
import styles from './Ledger.module.css';

/** What a group is called by people; its id is told to who asks for it. */
export function KeyName({ name, id }: { name: string; id: string | null }) {
  const { t } = useLanguage();
  if (id === null || name === id) return name;
  return (
    <>
      {name}
      <details className={styles['id']}>
        <summary>{t('office/ledger/id')}</summary>
        <code>{id}</code>
      </details>
    </>
  );
}
