import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import { getJson } from '../api/client.js';
import type { ItemList, Rejected } from '../api/types.js';
import deskStyles from '../desk/Desk.module.css';
import { DeskTabs } from '../desk/DeskTabs.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { PageTitle } from '../shell/PageTitle.js';
import { RejectedRow } from './RejectedRow.js';
import styles from './RejectedPage.module.css';

const everyMs = 10_000;
const pagesMax = 20;

/** What was refused and why, newest first, so that its sender can mend it. */
export default function RejectedPage() {
  const { t } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ['/v1/rejected'],
    queryFn: ({ pageParam, signal }) =>
      getJson<ItemList<Rejected>>(
        `/v1/rejected?${new URLSearchParams({ limit: '50', ...(pageParam ? { cursor: pageParam } : {}) })}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    maxPages: pagesMax,
    refetchInterval: everyMs,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={deskStyles['desk']}>
      <DeskTabs current="rejected" />
      <PageTitle title={t('rejected/title')} subtitle={t('rejected/subtitle')} />
      <section className={styles['panel']} aria-label={t('rejected/title')}>
        {query.isPending && <Loading />}
        {query.isError && items.length === 0 && (
          <LoadFailed error={query.error} retry={() => void query.refetch()} />
        )}
        {query.isSuccess && items.length === 0 && (
          <Notice icon={IconCircleCheck} title={t('rejected/empty')} hint={t('rejected/emptyHint')} />
        )}
        <ul>
          {items.map((item) => (
            <RejectedRow key={item.rejectedId} item={item} />
          ))}
        </ul>
        {query.hasNextPage && (
          <div className={styles['more']}>
            <Button
              variant="light"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('common/more')}
            </Button>
          </div>
        )}
      </section>
    </div>
  );
}
