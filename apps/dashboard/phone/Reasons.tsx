import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Phone.module.css';

interface ReasonsProps {
  title: string;
  /** The usual ones, one tap each. */
  reasons: readonly string[];
  send: string;
  isDanger?: boolean;
  /** Something else on the page is not said yet. */
  isBlocked?: boolean;
  done: (reason: string) => void;
  cancel: () => void;
}

const other = 'other';

/** Why not: one of the usual reasons, or in one's own words. */
export function Reasons({ title, reasons, send, isDanger, isBlocked = false, done, cancel }: ReasonsProps) {
  const { t } = useLanguage();
  const [chosen, setChosen] = useState('');
  const [words, setWords] = useState('');
  const reason = chosen === other ? words.trim() : chosen;
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason && !isBlocked) done(reason);
      }}
    >
      <fieldset className={styles['options']}>
        <legend>{title}</legend>
        {[...reasons, other].map((value) => (
          <label key={value} className={styles['option']}>
            <input type="radio" name={title} checked={chosen === value} onChange={() => setChosen(value)} />
            <span>{value === other ? t('phone/otherReason') : value}</span>
          </label>
        ))}
      </fieldset>
      {chosen === other && (
        <TextInput
          label={t('phone/reason')}
          required
          maxLength={300}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className={styles['buttons']}>
        <Button type="submit" size="md" {...(isDanger && { color: 'red' })} disabled={!reason || isBlocked}>
          {send}
        </Button>
        <Button size="md" variant="subtle" onClick={cancel}>
          {t('phone/back')}
        </Button>
      </div>
    </form>
  );
}
