import { Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import { formatDelay } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { percentile } from '../live/delay.js';
import { useBoard } from '../live/live-context.js';

/** How live the page is: what the whole system takes from accepting a fact until it is on this screen. */
export function DelaySummary() {
  const { t, language } = useLanguage();
  const delays = useBoard((board) => board.delays);
  const [median, late] = useMemo(() => [percentile(delays, 50), percentile(delays, 95)], [delays]);
  if (median === null || late === null) return <>{t('ticker/empty')}</>;
  return (
    <Tooltip label={t('ticker/medianHint', { count: delays.length })} multiline maw={260}>
      <span tabIndex={0}>
        {t('ticker/median')} <strong>{formatDelay(median, language)}</strong> · {t('ticker/p95')}{' '}
        <strong>{formatDelay(late, language)}</strong>
      </span>
    </Tooltip>
  );
}
