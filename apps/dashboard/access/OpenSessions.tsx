import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getAll, sendJson } from '../api/client.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import styles from './Access.module.css';
import { useSending } from './use-sending.js';

interface OpenSession {
  session: string;
  openedAt: string;
  seenAt: string;
  isThis: boolean;
}

const path = '/v1/sessions';

/** Where one is logged in; each of the others can be ended. */
export function OpenSessions() {
  const { t } = useLanguage();
  const list = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getAll<OpenSession>(path, signal),
  });
  return (
    <Panel title={t('access/sessions/title')}>
      {list.isPending && <Loading />}
      {list.isError && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      <ul>
        {list.data?.map((one) => (
          <SessionRow key={one.session} one={one} done={() => void list.refetch()} />
        ))}
      </ul>
    </Panel>
  );
}

function SessionRow({ one, done }: { one: OpenSession; done: () => void }) {
  const { t, language } = useLanguage();
  const { submit, isSending, complaint } = useSending(async () => {
    await sendJson<null>('DELETE', `${path}/${one.session}`);
    done();
  });
  return (
    <li className={styles['person']}>
      <div className={styles['who']}>
        <p className={styles['name']}>
          {t('access/sessions/opened', { at: formatStamp(one.openedAt, language) })}
        </p>
        <p className={styles['hint']}>
          {t('access/sessions/seen', { at: formatStamp(one.seenAt, language) })}
        </p>
      </div>
      {one.isThis ? (
        <span className={styles['hint']}>{t('access/sessions/this')}</span>
      ) : (
        <Button variant="light" size="sm" loading={isSending} onClick={() => void submit()}>
          {t('access/sessions/end')}
        </Button>
      )}
      {complaint && (
        <p role="alert" className={styles['complaint']}>
          {complaint}
        </p>
      )}
    </li>
  );
}
