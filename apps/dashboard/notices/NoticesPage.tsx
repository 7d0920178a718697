import './texts/index.js';
import { Button } from '@mantine/core';
import { IconBellCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { useSession } from '../access/session.js';
import SignInPage from '../access/SignInPage.js';
import { sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { Listing } from '../office/Listing.js';
import parts from '../office/Parts.module.css';
import { Tag, type Tone } from '../office/Tag.js';
import { Loading } from '../shell/Loading.js';
import { PageTitle } from '../shell/PageTitle.js';
import { Panel } from '../shell/Panel.js';
import { linkTo, useParts } from '../shell/route.js';
import type { Severity } from '../api/types.js';
import { summaryPath, type NoticeSummary, type Told } from './notice.js';
import styles from './Notices.module.css';
import { WishesPage } from './WishesPage.js';

const tones: Record<Severity, Tone> = { critical: 'bad', warning: 'warn', info: 'info' };

/** One's own inbox, and behind it what one wants to find there. */
export default function NoticesPage() {
  const [part] = useParts();
  const session = useSession();
  if (!session) return <Loading />;
  if (!session.person) return <SignInPage />;
  return part === 'atur' ? <WishesPage /> : <Inbox />;
}

function useRead() {
  const client = useQueryClient();
  return async (noticeIds?: string[]): Promise<void> => {
    const summary = await sendJson<NoticeSummary>('POST', '/v1/notices/read', noticeIds ? { noticeIds } : {});
    client.setQueryData([summaryPath], summary);
    await client.invalidateQueries({ queryKey: ['office'] });
  };
}

function Inbox() {
  const { t } = useLanguage();
  const [isAll, setAll] = useState(false);
  const read = useRead();
  const { submit, isSending, complaint } = useSending(() => read());
  return (
    <>
      <PageTitle title={t('notices/title')} subtitle={t('notices/subtitle')} />
      <Panel
        title={isAll ? t('notices/all') : t('notices/unread')}
        tools={
          <div className={parts['actions']}>
            <Button size="md" variant="light" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
              {t('notices/show')}: {isAll ? t('notices/unread') : t('notices/all')}
            </Button>
            <Button size="md" variant="light" loading={isSending} onClick={() => void submit()}>
              {t('notices/readAll')}
            </Button>
            <Button size="md" variant="subtle" component="a" href={linkTo('notices', 'atur')}>
              {t('notices/settings')}
            </Button>
          </div>
        }
      >
        <Complaint text={complaint} />
        <Listing<Told>
          path={`/v1/notices?state=${isAll ? 'all' : 'unread'}`}
          empty={{
            icon: IconBellCheck,
            title: isAll ? t('notices/emptyAll') : t('notices/empty'),
            hint: t('notices/emptyHint'),
          }}
        >
          {(items) => (
            <ul>
              {items.map((notice) => (
                <Row key={notice.noticeId} notice={notice} read={read} />
              ))}
            </ul>
          )}
        </Listing>
      </Panel>
    </>
  );
}

function Row({ notice, read }: { notice: Told; read: (ids: string[]) => Promise<void> }) {
  const { t, say, language } = useLanguage();
  const names = useNames();
  const { noticeId, severity, code, commodity, text, page, raisedAt, readAt, clearedAt } = notice;
  // The page opens whether it could be marked or not.
  const open = (): void => void (readAt === null && read([noticeId]).catch(() => undefined));
  return (
    <li
      className={styles['row']}
      data-read={readAt !== null || undefined}
      data-over={clearedAt !== null || undefined}
    >
      <div>
        <a className={styles['link']} href={page} onClick={open}>
          {say(text)}
        </a>
        <p className={styles['meta']}>
          <Tag tone={tones[severity] ?? 'info'}>{t(`alerts/${severity}`)}</Tag>
          <span>{t(`alerts/code/${code}`, { defaultValue: code })}</span>
          {commodity !== '*' && <span>{names.commodity(commodity)}</span>}
          <time dateTime={raisedAt}>{formatStamp(raisedAt, language)}</time>
          {clearedAt !== null && <span>{t('notices/over')}</span>}
        </p>
      </div>
      {readAt === null && clearedAt === null && <span className={styles['fresh']}>{t('notices/isNew')}</span>}
    </li>
  );
}
