import { Button } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '../api/client.js';
import type { ItemList } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import styles from './Parts.module.css';

interface ListingProps<Item> {
  /** Address of a list, with its filters. */
  path: string;
  limit?: number;
  empty: { icon: TablerIcon; title: string; hint: string };
  children: (items: Item[]) => ReactNode;
}

const pagesMax = 20;

/** A list page by page as the gateway gives it, with what stands there while it loads, fails or is empty. */
export function Listing<Item>({ path, limit = 50, empty, children }: ListingProps<Item>) {
  const { t } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ['office', path],
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams({ limit: String(limit), ...(pageParam ? { cursor: pageParam } : {}) });
      return getJson<ItemList<Item>>(`${path}${path.includes('?') ? '&' : '?'}${page}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    maxPages: pagesMax,
    retry: 1,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Loading />;
  if (query.isError && items.length === 0)
    return <LoadFailed error={query.error} retry={() => void query.refetch()} />;
  if (items.length === 0) return <Notice icon={empty.icon} title={empty.title} hint={empty.hint} />;
  return (
    <>
      {children(items)}
      {query.hasNextPage && (
        <div className={styles['more']}>
          <Button
            size="md"
            variant="light"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('common/more')}
          </Button>
        </div>
      )}
    </>
  );
}
