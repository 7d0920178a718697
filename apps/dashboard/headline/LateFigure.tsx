import { Skeleton } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formatNumber } from '../format/number.js';
import { HelpButton } from '../help/HelpButton.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { linkTo } from '../shell/route.js';
import styles from './Figure.module.css';
import { lateOf } from './late.js';

/** Shipments that are on the road and expected later than promised. */
export function LateFigure({ commodity, known }: { commodity: string | null; known: boolean }) {
  const { t, language } = useLanguage();
  const shipments = useBoard((board) => board.shipments);
  const { late, moving } = useMemo(() => lateOf(shipments.values(), commodity), [shipments, commodity]);
  return (
    <div className={styles['figure']} data-name="late" data-zero={late === 0 || undefined}>
      <dt className={styles['label']}>
        <IconClockExclamation size={18} stroke={1.8} aria-hidden />
        {t('headline/late')}
        <HelpButton topic="late" />
      </dt>
      <dd className={styles['value']}>
        {known ? (
          <a href={linkTo('shipments')} className={styles['link']}>
            {formatNumber(late, language)} <span className={styles['unit']}>{t('headline/shipments')}</span>
          </a>
        ) : (
          <Skeleton height={30} width="70%" />
        )}
      </dd>
      <dd className={styles['more']}>
        {known && t('headline/ofMoving', { count: formatNumber(moving, language) })}
      </dd>
    </div>
  );
}
