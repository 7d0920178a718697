import type { ShipmentLine } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import type { LineAmount } from '../phone/line-amount.js';
import { LineFields } from '../phone/LineFields.js';
import styles from '../phone/Phone.module.css';

interface WholeOrPartProps {
  title: string;
  lines: readonly ShipmentLine[];
  /** Null: all of it. */
  amounts: Record<string, LineAmount> | null;
  change: (amounts: Record<string, LineAmount> | null) => void;
}

/** All of the load, or so much of each line. */
export function WholeOrPart({ title, lines, amounts, change }: WholeOrPartProps) {
  const { t } = useLanguage();
  return (
    <>
      <fieldset className={styles['options']}>
        <legend>{title}</legend>
        {[true, false].map((isWhole) => (
          <label key={String(isWhole)} className={styles['option']}>
            <input
              type="radio"
              name={title}
              checked={(amounts === null) === isWhole}
              onChange={() => change(isWhole ? null : {})}
            />
            <span>{t(isWhole ? 'phone/part/whole' : 'phone/part/some')}</span>
          </label>
        ))}
      </fieldset>
      {amounts !== null && <LineFields lines={lines} values={amounts} change={change} startsEmpty />}
    </>
  );
}
