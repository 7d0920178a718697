import type { ReactNode } from 'react';
import { useNames } from '../api/registry.js';
import type { FactItem } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { formatMoment, formatStamp, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Tag, type Tone } from '../office/Tag.js';
import styles from './Desk.module.css';

const tones: Record<FactItem['state'], Tone> = { stated: 'good', held: 'warn', corrected: 'quiet' };

/** One report: who said what, when, and whether it stands. */
export function FactLine({ fact, children }: { fact: FactItem; children?: ReactNode }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { quantity, unit, commodity, correction, lot } = fact;
  return (
    <li className={styles['fact']}>
      <p className={styles['said']}>
        <strong>{names.party(fact.source)}</strong>
        <span>{t(`event/${fact.type}`, { defaultValue: fact.type })}</span>
        {quantity !== undefined && (
          <strong>
            {fact.type === 'stock.moved' && quantity > 0 ? '+' : ''}
            {formatQuantity(quantity, unit, language, { commodity })}
          </strong>
        )}
        <Tag tone={tones[fact.state]}>{t(`desk/fact/state/${fact.state}`)}</Tag>
      </p>
      <p className={styles['meta']}>
        {t('desk/fact/at', { at: formatStamp(fact.occurredAt, language) })} ·{' '}
        {t('desk/fact/accepted', { at: formatMoment(toEpoch(fact.acceptedAt) ?? 0, language) })}
        {lot !== undefined && lot !== 'default' && ` · ${t('desk/fact/lot', { lot })}`} ·{' '}
        {t('desk/fact/id', { id: fact.eventId })}
      </p>
      {correction && (
        <p className={styles['meta']}>
          {t('desk/fact/corrected', {
            party: names.party(correction.source),
            at: formatStamp(correction.at, language),
          })}
          {correction.reason && `: “${correction.reason}”`}
        </p>
      )}
      {children}
    </li>
  );
}
