import { useQuery } from '@tanstack/react-query';
import { sendJson } from '../api/client.js';
import type { PlanDifference } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import styles from './Desk.module.css';
import { DifferenceView } from './DifferenceView.js';
import './texts/index.js';

interface PreviewProps {
  /** Whose plan would change. */
  ledger: { hub: string; commodity: string; unit: string };
  /** What is supposed, as the gateway's what-if takes it. */
  changes: readonly Record<string, unknown>[];
}

/** The plan that would follow beside today's; nothing is written. */
export function Preview({ ledger, changes }: PreviewProps) {
  const { t } = useLanguage();
  const { hub, commodity, unit } = ledger;
  const query = useQuery({
    queryKey: ['what-if', hub, commodity, changes],
    queryFn: () =>
      sendJson<{ difference: PlanDifference }>('POST', '/v1/what-if', { hub, commodity, changes }),
    retry: 1,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  if (query.isPending)
    return (
      <p className={styles['meta']} role="status">
        {t('desk/act/looking')}
      </p>
    );
  if (query.isError) return <LoadFailed error={query.error} retry={() => void query.refetch()} />;
  return <DifferenceView difference={query.data.difference} unit={unit} commodity={commodity} />;
}
