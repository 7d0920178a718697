import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import type { FactItem } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import type { Said } from './decision.js';
import styles from './Desk.module.css';
import { Preview } from './Preview.js';
import { useSay } from './use-say.js';

interface ActProps {
  label: string;
  isQuiet?: boolean;
  /** Whose plan would change. */
  ledger: Pick<FactItem, 'hub' | 'commodity' | 'unit'>;
  /** The same as a supposition, for the preview. */
  change: Record<string, unknown>;
  event: (reason: string) => Said;
}

/** A decision in two steps: what would change, then the reason and yes. */
export function Act({ label, isQuiet = false, ledger, change, event }: ActProps) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { say, progress } = useSay();
  const sending = useSending(async () => {
    await say(event(reason.trim()));
    setOpen(false);
  });
  if (progress === 'done' || progress === 'slow')
    return (
      <p className={styles['done']} role="status">
        {t(`desk/act/${progress}`)}
      </p>
    );
  if (!isOpen)
    return (
      <Button variant={isQuiet ? 'light' : 'filled'} onClick={() => setOpen(true)}>
        {label}
      </Button>
    );
  return (
    <form className={styles['ask']} onSubmit={(submitted) => void sending.submit(submitted)}>
      <strong>{label}</strong>
      <p className={styles['meta']}>{t('desk/act/preview')}</p>
      <Preview ledger={ledger} changes={[change]} />
      <TextInput
        size="md"
        required
        minLength={3}
        maxLength={300}
        label={t('desk/act/reason')}
        description={t('desk/act/reasonHint')}
        value={reason}
        onChange={(typed) => setReason(typed.currentTarget.value)}
      />
      <Complaint text={sending.complaint} faults={sending.faults} />
      {sending.isSending && (
        <p className={styles['wait']} role="status">
          {t('desk/act/sending')}
        </p>
      )}
      <div className={styles['actions']}>
        <Button type="submit" size="md" loading={sending.isSending}>
          {t('desk/act/send')}
        </Button>
        <Button size="md" variant="subtle" onClick={() => setOpen(false)}>
          {t('desk/act/cancel')}
        </Button>
      </div>
    </form>
  );
}
