import type { TablerIcon } from '@tabler/icons-react';
import { IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '../api/client.js';
import type { FactItem, ItemList } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';

interface FactsProps {
  question: Record<string, string>;
  empty?: { icon: TablerIcon; title: string; hint: string };
  children: (facts: FactItem[]) => ReactNode;
}

const everyMs = 10_000;
const factsMax = '100';

/** Reports as the gateway tells them, newest first, looked at again by themselves. */
export function Facts({ question, empty, children }: FactsProps) {
  const { t } = useLanguage();
  const path = `/v1/facts?${new URLSearchParams({ ...question, limit: factsMax })}`;
  const query = useQuery({
    queryKey: ['facts', path],
    queryFn: ({ signal }) => getJson<ItemList<FactItem>>(path, signal),
    refetchInterval: everyMs,
    retry: 1,
  });
  if (query.isPending) return <Loading rows={2} />;
  if (query.isError && !query.data)
    return <LoadFailed error={query.error} retry={() => void query.refetch()} />;
  const { items } = query.data;
  if (items.length === 0) {
    const none = empty ?? { icon: IconInbox, title: t('desk/fact/nobody'), hint: '' };
    return <Notice icon={none.icon} title={none.title} hint={none.hint} />;
  }
  return children(items);
}
