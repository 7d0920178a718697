import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useSending } from '../access/use-sending.js';
import { useLanguage } from '../i18n/use-language.js';
import { Panel } from '../shell/Panel.js';
import { Complaint } from './Complaint.js';
import parts from './Parts.module.css';
import { ReasonField } from './ReasonField.js';

interface EntryFormProps<Value> {
  title: string;
  subtitle: string;
  /** What is saved; null: it cannot be read yet. */
  value: Value | null;
  save: (value: Value, reason: string) => Promise<void>;
  close: () => void;
  /** The fields that change the value. */
  children: ReactNode;
}

/** A new version of something: its fields, the reason, and what was refused of it. */
export function EntryForm<Value>({ title, subtitle, value, save, close, children }: EntryFormProps<Value>) {
  const { t } = useLanguage();
  const [reason, setReason] = useState('');
  const { submit, isSending, complaint, faults } = useSending(async () => {
    if (value === null) return;
    await save(value, reason.trim());
    close();
  });
  return (
    <Panel title={title} subtitle={subtitle}>
      <form className={parts['body']} onSubmit={(event) => void submit(event)}>
        {children}
        <ReasonField value={reason} change={setReason} />
        <Complaint text={complaint} faults={faults} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={isSending} disabled={value === null}>
            {t('office/save')}
          </Button>
          <Button size="md" variant="subtle" onClick={close}>
            {t('office/cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
