import './texts/index.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { FormPage } from '../access/FormPage.js';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { linkTo, useParts, useRoute } from '../shell/route.js';

/** Where links in mails lead. What they do waits for a click: programs open links too. */
export default function MailLinkPage() {
  const { t } = useLanguage();
  const [token = ''] = useParts();
  const isStop = useRoute() === 'stopMail';
  const [isDone, setDone] = useState(false);
  const { submit, isSending, complaint } = useSending(async () => {
    if (isStop) await sendJson<null>('POST', `/v1/unsubscribe/${encodeURIComponent(token)}`);
    else await sendJson<null>('POST', '/v1/mail-confirmations', { token });
    setDone(true);
  });
  return (
    <FormPage
      title={t(isStop ? 'notices/link/stopTitle' : 'notices/link/confirmTitle')}
      subtitle={isDone ? undefined : t(isStop ? 'notices/link/stopHint' : 'notices/link/confirmHint')}
      complaint={complaint}
      onSubmit={(event) => void submit(event)}
    >
      {isDone ? (
        <>
          <p role="status">{t(isStop ? 'notices/link/stopped' : 'notices/link/confirmed')}</p>
          <a href={linkTo('live')}>{t('notices/link/toLumbung')}</a>
        </>
      ) : (
        <Button type="submit" size="lg" fullWidth loading={isSending}>
          {t(isStop ? 'notices/link/stop' : 'notices/link/confirm')}
        </Button>
      )}
    </FormPage>
  );
}
