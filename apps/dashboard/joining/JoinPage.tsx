import '../office/texts/index.js';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FormPage } from '../access/FormPage.js';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Secret } from '../office/Secret.js';
import { linkTo } from '../shell/route.js';
import styles from './Joining.module.css';
import { Trial } from './Trial.js';

interface SandboxKey {
  party: string;
  key: string;
  expiresAt: string;
}

/** Where an invited party begins. The token leaves the address at once, so that no history keeps it. */
export default function JoinPage() {
  const { t, language } = useLanguage();
  const [token] = useState(() => location.hash.split('/')[2] ?? '');
  const [made, setMade] = useState<SandboxKey | null>(null);
  const [isKept, setKept] = useState(false);
  useEffect(() => history.replaceState(null, '', linkTo('join')), []);
  const { submit, isSending, complaint } = useSending(async () =>
    setMade(await sendJson<SandboxKey>('POST', `/v1/invitations/${encodeURIComponent(token)}/accept`)),
  );
  if (!made)
    return (
      <FormPage
        title={t('office/join/title')}
        subtitle={t(token ? 'office/join/subtitle' : 'office/join/noToken')}
        complaint={complaint}
        onSubmit={(event) => void submit(event)}
      >
        <Button type="submit" size="md" fullWidth loading={isSending} disabled={!token}>
          {t('office/join/accept')}
        </Button>
        <a href={linkTo('trial')}>{t('office/join/haveKey')}</a>
      </FormPage>
    );
  return (
    <div className={styles['narrow']}>
      {!isKept && (
        <Secret
          title={t('office/join/key')}
          hint={t('office/join/keyHint', { until: formatStamp(made.expiresAt, language) })}
          value={made.key}
          copyLabel={t('office/keys/copy')}
          close={() => setKept(true)}
        />
      )}
      <Trial sandboxKey={made.key} />
    </div>
  );
}
