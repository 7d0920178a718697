import { Button } from '@mantine/core';
import { useState } from 'react';
import { sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { Loading } from '../shell/Loading.js';
import { PageTitle } from '../shell/PageTitle.js';
import { linkTo } from '../shell/route.js';
import styles from './Access.module.css';
import { Field } from './Field.js';
import { FormPage } from './FormPage.js';
import { OpenSessions } from './OpenSessions.js';
import { leave, useSession, type Session } from './session.js';
import SignInPage from './SignInPage.js';
import { useSending } from './use-sending.js';

/** One's own account: who one is here, log-out, and another password. */
export default function AccountPage() {
  const { t } = useLanguage();
  const names = useNames();
  const session = useSession();
  const mayLose = (count: number): boolean => confirm(t('access/unsent', { count }));
  const out = useSending(() => leave('/v1/session', mayLose));
  const everywhere = useSending(() => leave('/v1/sessions', mayLose));
  if (!session) return <Loading />;
  const { person } = session;
  if (!person) return <SignInPage />;
  const held = person.roles.map((role) => t(`access/roles/${role}`)).join(', ');
  return (
    <>
      <PageTitle title={person.name} subtitle={`${names.party(person.party)} · ${held}`} />
      <div className={styles['actions']}>
        {person.permissions.includes('people:write') && (
          <Button component="a" href={linkTo('people')} variant="light">
            {t('access/people/title')}
          </Button>
        )}
        <Button component="a" href={linkTo('notices', 'atur')} variant="light">
          {t('shell/noUnread')}
        </Button>
        <Button variant="light" loading={out.isSending} onClick={() => void out.submit()}>
          {t('access/signOut')}
        </Button>
        <Button variant="subtle" loading={everywhere.isSending} onClick={() => void everywhere.submit()}>
          {t('access/signOutEverywhere')}
        </Button>
      </div>
      {(out.complaint ?? everywhere.complaint) && (
        <p role="alert" className={styles['complaint']}>
          {out.complaint ?? everywhere.complaint}
        </p>
      )}
      <OpenSessions />
      <ChangePassword username={person.username} />
    </>
  );
}

function ChangePassword({ username }: { username: string }) {
  const { t } = useLanguage();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [isDone, setDone] = useState(false);
  const { submit, isSending, complaint } = useSending(async () => {
    setDone(false);
    await sendJson<Session>('POST', '/v1/session/password', { present, next });
    setPresent('');
    setNext('');
    setDone(true);
  });
  return (
    <FormPage
      title={t('access/changePassword')}
      complaint={complaint}
      onSubmit={(event) => void submit(event)}
    >
      <input type="hidden" autoComplete="username" value={username} readOnly />
      <Field
        label={t('access/presentPassword')}
        type="password"
        autoComplete="current-password"
        value={present}
        onChange={(event) => setPresent(event.currentTarget.value)}
      />
      <Field
        label={t('access/newPassword')}
        hint={t('access/passwordHint')}
        type="password"
        autoComplete="new-password"
        minLength={12}
        maxLength={128}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <Button type="submit" fullWidth loading={isSending}>
        {t('access/changePassword')}
      </Button>
      {isDone && (
        <p role="status" className={styles['done']}>
          {t('access/passwordChanged')}
        </p>
      )}
    </FormPage>
  );
}
