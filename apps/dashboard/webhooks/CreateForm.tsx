import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';
import { Panel } from '../shell/Panel.js';

interface CreateFormProps {
  /** With the secret, which is shown this once. */
  done: (secret: string) => void;
  cancel: () => void;
}

export function CreateForm({ done, cancel }: CreateFormProps) {
  const { t } = useLanguage();
  const names = useNames();
  const { parties } = useLists();
  const { person, may } = useMay();
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [party, setParty] = useState(person?.party ?? '');
  const { submit, isSending, complaint, faults } = useSending(async () => {
    const body = { url: url.trim(), description: description.trim(), party };
    const { secret } = await sendJson<{ secret: string }>('POST', '/v1/webhooks', body);
    done(secret);
  });
  return (
    <Panel title={t('office/webhooks/new')} subtitle={t('office/webhooks/newHint')}>
      <form className={parts['body']} onSubmit={(event) => void submit(event)}>
        <div className={parts['form']}>
          <TextInput
            size="md"
            required
            type="url"
            label={t('office/webhooks/url')}
            description={t('office/webhooks/urlHint')}
            placeholder="https://"
            maxLength={2000}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <TextInput
            size="md"
            label={t('office/webhooks/what')}
            description={t('office/webhooks/whatHint')}
            maxLength={200}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          {may('parties:write') && (
            <NativeSelect
              size="md"
              label={t('office/field/party')}
              description={t('office/webhooks/partyHint')}
              value={party}
              onChange={(event) => setParty(event.currentTarget.value)}
              data={parties.map(({ code }) => ({ value: code, label: names.party(code) }))}
            />
          )}
        </div>
        <Complaint text={complaint} faults={faults} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={isSending}>
            {t('office/webhooks/create')}
          </Button>
          <Button size="md" variant="subtle" onClick={cancel}>
            {t('office/cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
