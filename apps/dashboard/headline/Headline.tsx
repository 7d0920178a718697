import { useMemo } from 'react';
import { freshnessOf } from '../balances/freshness.js';
import { FreshnessBadge } from '../feeds/FreshnessBadge.js';
import { HelpButton } from '../help/HelpButton.js';
import { formatDuration } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { useNow } from '../live/use-now.js';
import { Figure } from './Figure.js';
import styles from './Headline.module.css';
import { DelaySummary } from '../ticker/DelaySummary.js';
import { LateFigure } from './LateFigure.js';
import { StaleFeeds } from './StaleFeeds.js';
import { figureNames, totalsOf } from './totals.js';

/** The figures that an officer is asked for, with their age and how long news takes to this screen. */
export function Headline({ commodity }: { commodity: string | null }) {
  const { t, language } = useLanguage();
  const balances = useBoard((board) => board.balances);
  const complete = useBoard((board) => board.complete);
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
        <LateFigure commodity={commodity} known={complete} />
      </dl>
      <p className={styles['age']}>
        <StaleFeeds />
        <span className={styles['delay']}>
          {t('headline/delay')} <DelaySummary />
          <HelpButton topic="delay" />
        </span>
        {at === null ? t('common/noData') : t('common/updated', { age: formatDuration(now - at, language) })}
        {at !== null && <FreshnessBadge state={freshnessOf(at, now)} />}
      </p>
    </section>
  );
}
