import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { browserNow } from '../live/time.js';
import { momentOf } from './food-balance.js';
import styles from './FoodBalance.module.css';

interface MomentProps {
  /** RFC 3339; null: now. */
  at: string | null;
  go: (at: string | null) => void;
}

/** Opens a moment of the past, and says in plain sight that it is one. */
export function Moment({ at, go }: MomentProps) {
  const { t, language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [isAhead, setAhead] = useState(false);
  if (at !== null) {
    return (
      <div className={styles['past']} role="status">
        <IconHistory size={20} aria-hidden />
        <strong>{t('desk/past/banner', { at: formatStamp(at, language) })}</strong>
        <Button size="sm" onClick={() => go(null)}>
          {t('desk/past/back')}
        </Button>
      </div>
    );
  }
  if (!isOpen) {
    return (
      <Button
        variant="subtle"
        size="sm"
        className={styles['open'] ?? ''}
        leftSection={<IconHistory size={17} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('desk/past/open')}
      </Button>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('at'));
    const moment = momentOf(`${text}+07:00`, browserNow());
    setAhead(moment === null);
    if (moment !== null) go(moment);
  };
  return (
    <form className={styles['moment']} onSubmit={submit}>
      <label>
        {t('desk/past/at')} <input type="datetime-local" name="at" required />
      </label>
      <Button type="submit" size="sm">
        {t('desk/past/show')}
      </Button>
      {isAhead && <span role="alert">{t('desk/past/ahead')}</span>}
    </form>
  );
}
