import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../api/client.js';
import type { FactItem, ItemList } from '../api/types.js';
import { FactLine } from '../desk/FactLine.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import styles from './Behind.module.css';

interface FactsBehindProps {
  /** Which facts: of a place, or of a demand. */
  question: Record<string, string>;
  at: string | undefined;
}

const factsMax = '8';

/** Who said what is behind a figure, and when; asked for when it is opened. */
export function FactsBehind({ question, at }: FactsBehindProps) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const path = `/v1/facts?${new URLSearchParams({ ...question, limit: factsMax, ...(at && { asOf: at }) })}`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<ItemList<FactItem>>(path, signal),
    enabled: isOpen,
    retry: 1,
  });
  return (
    <details className={styles['facts']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('desk/fact/behind')}</summary>
      {query.isLoading && <Loading rows={1} />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p>{t('desk/fact/nobody')}</p>}
      <ul>
        {query.data?.items.map((fact) => (
          <FactLine key={fact.factId} fact={fact} />
        ))}
      </ul>
    </details>
  );
}
