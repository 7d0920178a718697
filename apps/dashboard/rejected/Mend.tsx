import { Button, TextInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import type { Rejected } from '../api/types.js';
import styles from '../desk/Desk.module.css';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';
import { pretty } from './pretty.js';

/** Sends the mended event in the place of the refused one in one step, or lets it be with a reason. */
export function Mend({ item }: { item: Rejected }) {
  const { t } = useLanguage();
  const { may } = useMay();
  const [open, setOpen] = useState<'mend' | 'dismiss' | null>(null);
  const [done, setDone] = useState<'sent' | 'dismissed' | null>(null);
  if (done !== null)
    return (
      <p className={styles['done']} role="status">
        {t(`desk/mend/${done}`)}
      </p>
    );
  if (item.state !== 'open' || item.payload === null || !may('rejected:mend')) return null;
  return (
    <>
      <div className={styles['actions']}>
        <Button variant="light" onClick={() => setOpen('mend')}>
          {t('desk/mend/open')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen('dismiss')}>
          {t('desk/mend/dismiss')}
        </Button>
      </div>
      {open === 'mend' && <MendForm item={item} sent={() => setDone('sent')} />}
      {open === 'dismiss' && <DismissForm item={item} sent={() => setDone('dismissed')} />}
    </>
  );
}

interface FormProps {
  item: Rejected;
  sent: () => void;
}

const pathOf = ({ rejectedId }: Rejected, what: string): string => `/v1/rejected/${rejectedId}/${what}`;

function MendForm({ item, sent }: FormProps) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [text, setText] = useState(() => pretty(item.payload));
  const event = parsed(text);
  const { submit, isSending, complaint, faults } = useSending(async () => {
    if (event === null) return;
    await sendJson('POST', pathOf(item, 'resend'), { event });
    sent();
    await client.invalidateQueries();
  });
  return (
    <form className={styles['ask']} onSubmit={(submitted) => void submit(submitted)}>
      <Textarea
        label={t('desk/mend/event')}
        description={t('desk/mend/hint')}
        error={event === null ? t('desk/mend/notJson') : undefined}
        value={text}
        rows={12}
        spellCheck={false}
        classNames={{ input: parts['editor'] ?? '' }}
        onChange={(typed) => setText(typed.currentTarget.value)}
      />
      <Complaint text={complaint} faults={faults} />
      <div className={styles['actions']}>
        <Button type="submit" size="md" loading={isSending} disabled={event === null}>
          {t('desk/mend/send')}
        </Button>
      </div>
    </form>
  );
}

function DismissForm({ item, sent }: FormProps) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { submit, isSending, complaint, faults } = useSending(async () => {
    await sendJson('POST', pathOf(item, 'dismiss'), { reason: reason.trim() });
    sent();
    await client.invalidateQueries();
  });
  return (
    <form className={styles['ask']} onSubmit={(submitted) => void submit(submitted)}>
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
      <Complaint text={complaint} faults={faults} />
      <div className={styles['actions']}>
        <Button type="submit" size="md" loading={isSending}>
          {t('desk/mend/dismiss')}
        </Button>
      </div>
    </form>
  );
}

/** The object that a text is; null where it is none. */
function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
