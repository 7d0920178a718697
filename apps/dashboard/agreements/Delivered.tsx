import { TextInput } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import { formatDay } from '../format/time.js';
import { formatNumber } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useFilters } from '../shell/route.js';
import type { FulfilmentItem } from './agreement.js';
import styles from './Agreements.module.css';
import { Bar } from './Bar.js';
import { useFulfilment } from './use-agreements.js';

/** Of day-long terms a long range has many periods: the newest are enough to read. */
const rowsMax = 100;

/** Promised against delivered, by period. */
export function Delivered({ id }: { id: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const [filters, setFilter] = useFilters();
  const from = filters.get('dari') ?? '';
  const to = filters.get('sampai') ?? '';
  const query = useFulfilment(id, { from, to });
  const amount = (quantity: number | null, { commodity, unit }: { commodity: string; unit: string }) =>
    quantity === null ? '–' : formatQuantity(quantity, unit, language, { commodity });
  const items = [...(query.data?.items ?? [])].sort((a, b) => b.from.localeCompare(a.from));
  return (
    <Panel title={t('office/agreements/kept')} subtitle={t('office/agreements/keptHint')}>
      <div className={styles['range']}>
        <TextInput
          size="md"
          type="date"
          label={t('office/from')}
          value={from || (query.data?.from ?? '')}
          onChange={(event) => setFilter('dari', event.currentTarget.value)}
        />
        <TextInput
          size="md"
          type="date"
          label={t('office/to')}
          value={to || (query.data?.to ?? '')}
          onChange={(event) => setFilter('sampai', event.currentTarget.value)}
        />
      </div>
      {query.isPending && <Loading />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {query.data && items.length > 0 && (
        <DataTable<FulfilmentItem>
          label={t('office/agreements/kept')}
          keyOf={({ commodity, period, from: first }) => `${commodity} ${period} ${first}`}
          rows={items.slice(0, rowsMax)}
          columns={[
            { label: t('common/commodity'), cell: ({ commodity }) => names.commodity(commodity) },
            {
              label: t('office/agreements/period'),
              cell: (item) => `${formatDay(item.from, language)} – ${formatDay(item.to, language)}`,
            },
            {
              label: t('office/agreements/promised'),
              cell: (item) =>
                item.promisedPpm === null
                  ? amount(item.promised, item)
                  : t('office/agreements/share', {
                      percent: formatNumber(item.promisedPpm / 10_000, language, 2),
                    }),
              numeric: true,
            },
            {
              label: t('office/agreements/delivered'),
              cell: (item) => amount(item.delivered, item),
              numeric: true,
            },
            {
              label: t('office/agreements/missing'),
              cell: (item) => (item.promised === null ? '–' : amount(item.missing, item)),
              numeric: true,
            },
            {
              label: t('office/agreements/fulfilment'),
              cell: (item) =>
                item.promised === null || item.promised === 0 ? (
                  '–'
                ) : (
                  <Bar
                    ratio={Math.min(1, item.delivered / item.promised)}
                    label={t('office/agreements/fulfilment')}
                  />
                ),
            },
          ]}
        />
      )}
      {query.data && items.length === 0 && query.data.delivered.length > 0 && (
        <DataTable
          label={t('office/agreements/kept')}
          keyOf={({ commodity }) => commodity}
          rows={query.data.delivered}
          columns={[
            { label: t('common/commodity'), cell: ({ commodity }) => names.commodity(commodity) },
            {
              label: t('office/agreements/delivered'),
              cell: (item) => amount(item.quantity, item),
              numeric: true,
            },
          ]}
        />
      )}
      {query.data && items.length === 0 && query.data.delivered.length === 0 && (
        <Notice
          icon={IconChartBar}
          title={t('office/agreements/nothing')}
          hint={t('office/agreements/nothingHint')}
        />
      )}
    </Panel>
  );
}
