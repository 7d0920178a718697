import { Button } from '@mantine/core';
import { IconDownload, IconScale } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useFilters } from '../shell/route.js';
import { LedgerFilters } from './LedgerFilters.js';
import { LedgerTable } from './LedgerTable.js';
import { groupings, ledgerPath, type OverShortPage } from './over-short.js';
import { ReliabilityPanel } from './ReliabilityPanel.js';
import { Totals } from './Totals.js';

const pageSize = 100;

/** What was over, short, late and wasted, in units and rupiah, and how far one can rely on whom. */
export default function LedgerPage() {
  const { t } = useLanguage();
  return (
    <Office
      section="ledger"
      needs="read"
      title={t('office/ledger/title')}
      subtitle={t('office/ledger/subtitle')}
    >
      <Ledger />
    </Office>
  );
}

function Ledger() {
  const { t } = useLanguage();
  const { may } = useMay();
  const [query] = useFilters();
  const of = (name: string): string => query.get(name) ?? '';
  const by = groupings.find((name) => name === of('menurut')) ?? 'shipment';
  const span = { from: of('dari'), to: of('sampai') };
  const filters = { by, ...span, city: of('kota'), carrier: of('pengangkut'), commodity: of('komoditas') };
  const list = useInfiniteQuery({
    queryKey: ['office', 'over-short', filters],
    queryFn: ({ pageParam, signal }) =>
      getJson<OverShortPage>(ledgerPath({ ...filters, limit: String(pageSize), cursor: pageParam }), signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    maxPages: 20,
    enabled: may('read'),
    retry: 1,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Panel
        title={t('office/ledger/list')}
        subtitle={t('office/ledger/listHint')}
        tools={
          <div className={parts['actions']}>
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button
                key={format}
                component="a"
                size="md"
                variant="light"
                href={ledgerPath(filters, `/over-short.${format}`)}
                download
                leftSection={<IconDownload size={18} aria-hidden />}
              >
                {t('office/export', { format: format.toUpperCase() })}
              </Button>
            ))}
          </div>
        }
      >
        <LedgerFilters by={by} />
        {list.isPending && <Loading />}
        {list.isError && rows.length === 0 && (
          <LoadFailed error={list.error} retry={() => void list.refetch()} />
        )}
        {list.isSuccess && rows.length === 0 && (
          <Notice icon={IconScale} title={t('office/ledger/empty')} hint={t('office/ledger/emptyHint')} />
        )}
        {rows.length > 0 && (
          <>
            <Totals totals={list.data?.pages[0]?.totals ?? []} />
            <LedgerTable rows={rows} by={by} />
          </>
        )}
        {list.hasNextPage && (
          <div className={parts['more']}>
            <Button
              size="md"
              variant="light"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('common/more')}
            </Button>
          </div>
        )}
      </Panel>
      <ReliabilityPanel by="carrier" span={span} />
      <ReliabilityPanel by="city" span={span} />
    </>
  );
}
