import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { Panel } from '../shell/Panel.js';
import { settingsPath, type NoticeSettings } from './notice.js';

interface AddressProps {
  settings: NoticeSettings;
  keep: (settings: NoticeSettings) => void;
}

/** Where mail goes to; another address counts once its reader has opened the link that is sent there. */
export function AddressPanel({ settings: { mail, wishes }, keep }: AddressProps) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState('');
  const move = async (address: string | null): Promise<void> => {
    keep(await sendJson<NoticeSettings>('PUT', `${settingsPath}/address`, { address }));
    setTyped('');
  };
  const send = useSending(() => move(typed.trim()));
  const forget = useSending(() => move(null));
  if (!mail.isOn)
    return (
      <Panel title={t('notices/address/title')}>
        <p className={parts['body']}>{t('notices/address/off')}</p>
      </Panel>
    );
  const isStopped = mail.state === 'confirmed' && !wishes.mailOn;
  const said = t(`notices/address/${isStopped ? 'stopped' : mail.state}`, { address: mail.address });
  return (
    <Panel title={t('notices/address/title')}>
      <form className={parts['body']} onSubmit={(event) => void send.submit(event)}>
        <p role="status">{said}</p>
        <TextInput
          size="md"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          label={t('notices/address/label')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Complaint text={send.complaint ?? forget.complaint} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={send.isSending}>
            {t('notices/address/send')}
          </Button>
          {mail.address !== null && (
            <Button size="md" variant="light" loading={forget.isSending} onClick={() => void forget.submit()}>
              {t('notices/address/forget')}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
