import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sendJson } from '../api/client.js';
import type { Bilingual } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Field } from './Field.js';
import { FormPage } from './FormPage.js';
import { startOver, type Session } from './session.js';
import { useSending } from './use-sending.js';

interface Invitation {
  purpose: 'first-administrator' | 'invitation' | 'password';
  username: string | null;
  name: string | null;
  partyName: Bilingual;
}

const address = '#/undangan';

/** Where a one-time link leads. Its token is taken out of the address at once, so that no history keeps it. */
export default function InvitationPage() {
  const [token] = useState(() => location.hash.split('/')[2] ?? '');
  useEffect(() => history.replaceState(null, '', address), []);
  const look = useQuery({
    queryKey: ['invitation'],
    queryFn: () => sendJson<Invitation>('POST', '/v1/invitations/look', { token }),
    retry: false,
    staleTime: Infinity,
  });
  if (look.isPending) return <Loading />;
  if (look.isError) return <LoadFailed error={look.error} retry={() => void look.refetch()} />;
  return <Accept token={token} invitation={look.data} />;
}

function Accept({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t, say } = useLanguage();
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const isFirst = invitation.purpose === 'first-administrator';
  const { submit, isSending, complaint } = useSending(async () => {
    const own = isFirst ? { username: username.trim(), name: name.trim() } : {};
    await sendJson<Session>('POST', '/v1/invitations/accept', { token, password, ...own });
    startOver();
  });
  const values = { name: invitation.name ?? '', party: say(invitation.partyName) };
  return (
    <FormPage
      title={t(`access/invitation/${invitation.purpose}`)}
      subtitle={t(isFirst ? 'access/invitation/firstHint' : 'access/invitation/hint', values)}
      complaint={complaint}
      onSubmit={(event) => void submit(event)}
    >
      {isFirst && (
        <Field
          label={t('access/name')}
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <Field
        label={t('access/username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={!isFirst}
        maxLength={128}
        value={invitation.username ?? username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <Field
        label={t('access/newPassword')}
        hint={t('access/passwordHint')}
        type="password"
        autoComplete="new-password"
        minLength={12}
        maxLength={128}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" fullWidth loading={isSending}>
        {t('access/invitation/accept')}
      </Button>
    </FormPage>
  );
}
