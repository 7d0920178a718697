import { useMemo } from 'react';
import { useLists } from '../api/registry.js';
import { freshnessOf } from '../balances/freshness.js';
import { FreshnessBadge } from '../feeds/FreshnessBadge.js';
import { formatDuration } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { useNow } from '../live/use-now.js';
import { SimulatedBadge } from '../shell/SimulatedBadge.js';
import { Figure } from './Figure.js';
import styles from './Headline.module.css';
import { figureNames, totalsOf } from './totals.js';

/** The six figures that an officer is asked for, with their age. */
export function Headline({ commodity }: { commodity: string | null }) {
  const { t, language } = useLanguage();
  const balances = useBoard((board) => board.balances);
  const complete = useBoard((board) => board.complete);
  const { meta } = useLists();
  const now = useNow();
  const totals = useMemo(() => totalsOf(balances.values(), commodity), [balances, commodity]);
  const at = totals.newestFactAt;
  return (
    <section className={styles['headline']} aria-label={t('headline/title')}>
      <dl className={styles['figures']}>
        {figureNames.map((name) => (
          <Figure
            key={name}
            name={name}
            totals={totals}
            commodity={commodity}
            known={complete || balances.size > 0}
          />
        ))}
      </dl>
      <p className={styles['age']}>
        {meta?.simulator && (
          <span className={styles['simulated']}>
            <SimulatedBadge />
          </span>
        )}
        {at === null ? t('common/noData') : t('common/updated', { age: formatDuration(now - at, language) })}
        {at !== null && <FreshnessBadge state={freshnessOf(at, now)} />}
      </p>
    </section>
  );
}
