import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.js';
import type { ItemList, Override } from '../api/types.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './ReasonList.module.css';

/** Who asked for it, why and until when; nothing where the reader may not know. */
export function OverrideNotes({ ids }: { ids: readonly string[] }) {
  const { t, language } = useLanguage();
  const path = `/v1/overrides?${new URLSearchParams({ ids: ids.join(',') })}`;
  const { data } = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<ItemList<Override>>(path, signal),
    retry: 1,
  });
  const told = data?.items.filter(({ reason }) => reason !== null) ?? [];
  return told.map(({ overrideId, by, reason, until }) => (
    <span key={overrideId} className={styles['text']}>
      {t('why/override', {
        by: by ?? t('why/overrideBy'),
        reason: reason ?? '',
        until: formatStamp(until, language),
      })}
    </span>
  ));
}
