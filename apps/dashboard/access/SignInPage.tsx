import { Button } from '@mantine/core';
import { useState } from 'react';
import { sendJson } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { linkTo } from '../shell/route.js';
import styles from './Access.module.css';
import { Field } from './Field.js';
import { FormPage } from './FormPage.js';
import { startOver, useSession, type Session } from './session.js';
import { useSending } from './use-sending.js';

const told = ['OIDC_FAILED', 'OIDC_EMAIL_UNVERIFIED', 'OIDC_NOT_INVITED', 'TOO_MANY_ATTEMPTS'];

/** Log-in with a name and a password, or by single sign-on where there is one. */
export default function SignInPage() {
  const { t } = useLanguage();
  const session = useSession();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  // What single sign-on came back with.
  const code = location.hash.split('/')[2] ?? '';
  const { submit, isSending, complaint } = useSending(async () => {
    const { person } = await sendJson<Session>('POST', '/v1/session', {
      username: username.trim(),
      password,
    });
    startOver(person?.roles.includes('carrier') ? linkTo('carry') : undefined);
  });
  return (
    <FormPage
      title={t('access/signIn')}
      subtitle={t('access/signInHint')}
      complaint={complaint ?? (told.includes(code) ? t(`access/sso/${code}`) : null)}
      onSubmit={(event) => void submit(event)}
    >
      <Field
        label={t('access/username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <Field
        label={t('access/password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" fullWidth loading={isSending}>
        {t('access/signIn')}
      </Button>
      {session?.signIn.oidc && (
        <a className={styles['other']} href="/v1/session/oidc">
          {t('access/withSso')}
        </a>
      )}
      <p className={styles['hint']}>{t('access/forgotten')}</p>
    </FormPage>
  );
}
