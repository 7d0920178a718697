import { formatDelay } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Delay } from '../live/delay.js';
import styles from './DelayPill.module.css';

const stages = ['fromFact', 'fromAccepted', 'fromPublished'] as const;

/** Below half a second is what the product promises. */
const quickMs = 500;
const slowMs = 3_000;

export function DelayPill({ delay, shown }: { delay: Delay; shown: 'fromFact' | 'fromAccepted' }) {
  const { t, language } = useLanguage();
  const value = delay[shown] ?? delay.fromAccepted ?? delay.fromFact;
  if (value === null) return null;
  const pace = value <= quickMs ? 'quick' : value <= slowMs ? 'fair' : 'slow';
  const details = stages
    .filter((stage) => delay[stage] !== null)
    .map((stage) => `${t(`ticker/${stage}`)}: ${formatDelay(delay[stage] ?? 0, language)}`)
    .join('\n');
  return (
    <span className={styles['pill']} data-pace={pace} title={details}>
      <span className="visually-hidden">{t(`ticker/${shown}`)} </span>
      {formatDelay(value, language)}
    </span>
  );
}
