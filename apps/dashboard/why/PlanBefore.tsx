import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../api/client.js';
import type { Balance, ItemList, PlanDifference } from '../api/types.js';
import { DifferenceView } from '../desk/DifferenceView.js';
import { formatMoment, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { browserNow } from '../live/time.js';
import { Loading } from '../shell/Loading.js';
import { momentOf } from '../food-balance/food-balance.js';
import styles from './Behind.module.css';

interface Compared extends PlanDifference {
  unit: string;
  before: { planVersion: string; computedAt: string };
  after: { planVersion: string; computedAt: string };
}

/** What a plan changed of the one before, or of the one that held at a moment. */
export function PlanBefore({ balance }: { balance: Balance }) {
  const { t, language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const moment = momentOf(text && `${text}+07:00`, browserNow());
  const { hub, commodity, planVersion } = balance;
  const query = useQuery({
    queryKey: ['difference', planVersion, moment],
    queryFn: async ({ signal }) => {
      const from = moment === null ? null : await versionAt({ hub, commodity, asOf: moment }, signal);
      const asked = from === null ? '' : `?${new URLSearchParams({ from })}`;
      return getJson<Compared>(`/v1/plans/${encodeURIComponent(planVersion)}/difference${asked}`, signal);
    },
    enabled: isOpen,
    retry: 0,
  });
  const at = (head: Compared['before']): string => formatMoment(toEpoch(head.computedAt) ?? 0, language);
  return (
    <details className={styles['facts']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('desk/difference/title')}</summary>
      <label className={styles['label']}>
        {t('desk/difference/with')} {t('desk/difference/moment')}{' '}
        <input type="datetime-local" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </label>
      {query.isLoading && <Loading rows={1} />}
      {query.isError && <p>{t('desk/difference/first')}</p>}
      {query.data && (
        <>
          <p className={styles['parts']}>
            {t('desk/difference/heads', {
              before: query.data.before.planVersion,
              after: query.data.after.planVersion,
              from: at(query.data.before),
              to: at(query.data.after),
            })}
          </p>
          <DifferenceView difference={query.data} unit={query.data.unit} commodity={commodity} />
        </>
      )}
    </details>
  );
}

async function versionAt(
  question: { hub: string; commodity: string; asOf: string },
  signal: AbortSignal,
): Promise<string | null> {
  const path = `/v1/balances?${new URLSearchParams({ ...question, limit: '1' })}`;
  return (await getJson<ItemList<Balance>>(path, signal)).items[0]?.planVersion ?? null;
}
