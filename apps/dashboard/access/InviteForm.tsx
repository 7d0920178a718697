import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { sendJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Access.module.css';
import { Field } from './Field.js';
import { FormPage } from './FormPage.js';
import { RoleChoice } from './RoleChoice.js';
import { rolesOfKind, type Invited, type Role } from './session.js';
import { useSending } from './use-sending.js';

interface InviteFormProps {
  done: (invited: Invited) => void;
  cancel: () => void;
}

export function InviteForm({ done, cancel }: InviteFormProps) {
  const { t } = useLanguage();
  const { parties, meta } = useLists();
  const names = useNames();
  const select = useId();
  const [party, setParty] = useState(meta?.hub.code ?? '');
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<Role[]>([]);
  const offered = rolesOfKind[parties.find(({ code }) => code === party)?.kind ?? ''] ?? [];
  const { submit, isSending, complaint } = useSending(async () => {
    done(
      await sendJson<Invited>('POST', '/v1/people', {
        party,
        username: username.trim(),
        name: name.trim(),
        roles,
      }),
    );
  });
  return (
    <FormPage
      title={t('access/people/invite')}
      subtitle={t('access/people/inviteHint')}
      complaint={complaint}
      onSubmit={(event) => void submit(event)}
    >
      <div className={styles['field']}>
        <label htmlFor={select}>{t('access/people/party')}</label>
        <select
          id={select}
          value={party}
          onChange={(event) => {
            setParty(event.currentTarget.value);
            setRoles([]);
          }}
        >
          {parties.map(({ code }) => (
            <option key={code} value={code}>
              {names.party(code)}
            </option>
          ))}
        </select>
      </div>
      <Field
        label={t('access/name')}
        maxLength={120}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Field
        label={t('access/username')}
        hint={t('access/people/usernameHint')}
        maxLength={128}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <RoleChoice offered={offered} chosen={roles} choose={setRoles} />
      <div className={styles['actions']}>
        <Button type="submit" loading={isSending} disabled={roles.length === 0}>
          {t('access/people/makeLink')}
        </Button>
        <Button variant="subtle" onClick={cancel}>
          {t('access/people/cancel')}
        </Button>
      </div>
    </FormPage>
  );
}
