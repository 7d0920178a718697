import { IconMapPin } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { endVisit, startVisit, useVisit } from './visit.js';
import styles from './Visit.module.css';

const Tour = lazy(() => import('./Tour.js'));

/** Offers to be shown around, once in a browser; in nobody's way. */
export function VisitInvite() {
  const { t } = useLanguage();
  const visit = useVisit();
  if (visit.state === 'over') return null;
  if (visit.state === 'touring')
    return (
      <Suspense fallback={null}>
        <Tour step={visit.step} />
      </Suspense>
    );
  return (
    <p className={styles['invite']}>
      <IconMapPin size={19} stroke={1.9} aria-hidden />
      <span className={styles['words']}>{t('visit/invite')}</span>
      <button type="button" data-main onClick={startVisit}>
        {t('visit/start')}
      </button>
      <button type="button" onClick={endVisit}>
        {t('visit/dismiss')}
      </button>
    </p>
  );
}
