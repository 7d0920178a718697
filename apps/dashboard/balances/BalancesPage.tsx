import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { CommodityFilter } from '../headline/CommodityFilter.js';
import { useLanguage } from '../i18n/use-language.js';
import { Loading } from '../shell/Loading.js';
import { PageTitle } from '../shell/PageTitle.js';
import { useFilters } from '../shell/route.js';
import { BalancePanel } from './BalancePanel.js';

const FoodBalance = lazy(() => import('../food-balance/FoodBalance.js'));

const views = ['now', 'table', 'chart', 'map'] as const;
type View = (typeof views)[number];

/** The balance as it changes, and in the officers' form with the days ahead or a moment of the past. */
export function BalancesPage() {
  const { t } = useLanguage();
  const [query, setFilter] = useFilters();
  const commodity = query.get('komoditas');
  const at = query.get('waktu');
  const asked = views.find((view) => view === query.get('tampilan'));
  // What streams in is of now alone.
  const view: View = at !== null && (asked ?? 'now') === 'now' ? 'table' : (asked ?? 'now');
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 16 }}>
      <PageTitle title={t('nav/balances')} subtitle={t('balances/subtitle')} />
      <SegmentedControl
        aria-label={t('balances/view/label')}
        value={view}
        onChange={(value) => {
          if (value === 'now') setFilter('waktu', '');
          setFilter('tampilan', value === 'now' ? '' : value);
        }}
        data={views.map((value) => ({ value, label: t(`balances/view/${value}`) }))}
      />
      <CommodityFilter chosen={commodity} choose={(code) => setFilter('komoditas', code ?? '')} />
      {view === 'now' ? (
        <BalancePanel commodity={commodity} alone />
      ) : (
        <Suspense fallback={<Loading />}>
          <FoodBalance view={view} commodity={commodity} at={at} />
        </Suspense>
      )}
    </div>
  );
}
