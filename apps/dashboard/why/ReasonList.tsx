import { IconLeaf } from '@tabler/icons-react';
import type { Reason } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { OverrideNotes } from './OverrideNotes.js';
import styles from './ReasonList.module.css';

interface ReasonListProps {
  reasons: readonly Reason[];
  /** Commodity of reasons that do not name their own. */
  commodity?: string;
}

export function ReasonList({ reasons, commodity = '' }: ReasonListProps) {
  const { t, language, say } = useLanguage();
  if (reasons.length === 0) {
    return (
      <p className={styles['none']}>
        <IconLeaf size={20} aria-hidden />
        {t('why/none')}
      </p>
    );
  }
  return (
    <ul className={styles['list']}>
      {reasons.map((reason, index) => (
        <li key={`${reason.code}${index}`} className={styles['reason']}>
          <span className={styles['code']}>{t(`reason/${reason.code}`, { defaultValue: reason.code })}</span>
          {reason.quantity !== undefined && reason.unit && (
            <span className={styles['quantity']}>
              {formatQuantity(reason.quantity, reason.unit, language, {
                commodity: reason.commodity ?? commodity,
              })}
            </span>
          )}
          <span className={styles['text']}>{say(reason.text)}</span>
          {reason.overrides && <OverrideNotes ids={reason.overrides} />}
        </li>
      ))}
    </ul>
  );
}
