import { useQuery } from '@tanstack/react-query';
import { getAll } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { formatDuration } from '../format/duration.js';
import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { ledgerPath, reliabilityOf, type OverShortRow, type Reliability } from './over-short.js';
import { Share } from './Share.js';

const minuteMs = 60_000;

interface ReliabilityPanelProps {
  by: 'carrier' | 'city';
  span: { from: string; to: string };
}

/** How often one was on time and in full: a carrier with what it took, a city with what was meant for it. */
export function ReliabilityPanel({ by, span }: ReliabilityPanelProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { may } = useMay();
  const list = useQuery({
    queryKey: ['office', 'reliability', by, span],
    queryFn: ({ signal }) => getAll<OverShortRow>(ledgerPath({ by, ...span }), signal),
    enabled: may('read'),
    retry: 1,
  });
  const rows = reliabilityOf(list.data ?? []);
  const nameOf = (key: string): string => (by === 'carrier' ? names.party(key) : names.region(key));
  return (
    <Panel title={t(`office/ledger/reliability/${by}`)} subtitle={t(`office/ledger/reliability/${by}Hint`)}>
      {list.isPending && <Loading />}
      {list.isError && !list.data && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <p className={parts['body']}>{t('office/ledger/reliability/none')}</p>
      )}
      {rows.length > 0 && (
        <DataTable<Reliability>
          label={t(`office/ledger/reliability/${by}`)}
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            { label: t(`office/ledger/of/${by}`), cell: ({ key }) => nameOf(key) },
            {
              label: t('office/ledger/column/otif'),
              cell: ({ onTimeInFull, lines }) => <Share part={onTimeInFull} whole={lines} />,
            },
            {
              label: t('office/ledger/column/onTime'),
              cell: ({ onTime, lines }) => <Share part={onTime} whole={lines} />,
            },
            {
              label: t('office/ledger/column/inFull'),
              cell: ({ inFull, lines }) => <Share part={inFull} whole={lines} />,
            },
            {
              label: t('office/ledger/column/lateMean'),
              cell: ({ lateLines, lateMinutes }) =>
                lateLines === 0 ? '–' : formatDuration((lateMinutes / lateLines) * minuteMs, language),
              numeric: true,
            },
            {
              label: t('office/ledger/column/lines'),
              cell: ({ lines }) => formatNumber(lines, language),
              numeric: true,
            },
          ]}
        />
      )}
    </Panel>
  );
}
