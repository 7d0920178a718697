import { Skeleton } from '@mantine/core';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Loading.module.css';

export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useLanguage();
  return (
    <div className={styles['loading']} role="status" aria-label={t('common/loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={36} radius="md" />
      ))}
    </div>
  );
}
