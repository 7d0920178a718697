import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { browserNow } from '../live/time.js';
import { Complaint } from '../office/Complaint.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';
import { Panel } from '../shell/Panel.js';
import { scopes, type IssuedKey } from './key.js';

interface IssueFormProps {
  path: string;
  done: (issued: IssuedKey) => void;
  cancel: () => void;
}

const dayMs = 86_400_000;
const lifetimes = ['90', '365', '730', ''];

export function IssueForm({ path, done, cancel }: IssueFormProps) {
  const { t } = useLanguage();
  const { may } = useMay();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState('365');
  const [chosen, setChosen] = useState<string[]>(['read', 'events:write']);
  const { submit, isSending, complaint, faults } = useSending(async () => {
    const end = days === '' ? {} : { expiresAt: new Date(browserNow() + Number(days) * dayMs).toISOString() };
    done(await sendJson<IssuedKey>('POST', path, { label: label.trim(), scopes: chosen, ...end }));
  });
  return (
    <Panel title={t('office/keys/issue')} subtitle={t('office/keys/issueHint')}>
      <form className={parts['body']} onSubmit={(event) => void submit(event)}>
        <div className={parts['form']}>
          <TextInput
            size="md"
            required
            maxLength={80}
            label={t('office/keys/label')}
            description={t('office/keys/labelHint')}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <NativeSelect
            size="md"
            label={t('office/keys/lifetime')}
            description={t('office/keys/lifetimeHint')}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            data={lifetimes.map((value) => ({
              value,
              label: value === '' ? t('office/keys/noEnd') : t('office/keys/days', { count: value }),
            }))}
          />
        </div>
        <Checkbox.Group label={t('office/keys/scopes')} size="md" value={chosen} onChange={setChosen}>
          <div className={parts['choices']}>
            {scopes.filter(may).map((scope) => (
              <Checkbox
                key={scope}
                size="md"
                value={scope}
                label={t(`office/scope/${scope}`)}
                description={scope}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Complaint text={complaint} faults={faults} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={isSending} disabled={chosen.length === 0}>
            {t('office/keys/issueNow')}
          </Button>
          <Button size="md" variant="subtle" onClick={cancel}>
            {t('office/cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
