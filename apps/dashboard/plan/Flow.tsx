import { IconArrowsSplit2 } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import { useNames } from '../api/registry.js';
import type { Allocation, PlanAnswer } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { useMay } from '../office/may.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useIsPhone } from '../shell/use-is-phone.js';
import { Behind } from '../why/Behind.js';
import { flowOf } from './flow.js';
import styles from './Plan.module.css';
import { planAddress } from './tabs.js';
import { useLaneName } from './use-lane-name.js';
import { usePlan } from './use-plan.js';

const FlowChart = lazy(() => import('./FlowChart.js'));

interface FlowProps {
  hub: string;
  commodity: string;
}

/** What of which lot goes to whose demand, as a diagram, a table, and the lots and demands themselves. */
export function Flow({ hub, commodity }: FlowProps) {
  const { t } = useLanguage();
  const { query, isNone } = usePlan(hub, commodity);
  if (isNone)
    return <Notice icon={IconArrowsSplit2} title={t('plan/flow/empty')} hint={t('plan/flow/emptyHint')} />;
  if (query.isPending) return <Loading />;
  if (query.isError) return <LoadFailed error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      <Allocations plan={query.data} commodity={commodity} />
      <div className={styles['sides']}>
        <Lots plan={query.data} hub={hub} commodity={commodity} />
        <Demands plan={query.data} hub={hub} commodity={commodity} />
      </div>
    </>
  );
}

function Allocations({ plan, commodity }: { plan: PlanAnswer; commodity: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const unit = names.unitOf(commodity);
  const { announced } = plan;
  const lotName = (row: Allocation): string => `${names.place(row.location)}${lotPart(row.lot)}`;
  const demandName = useDemandName();
  const laneName = useLaneName();
  const isPhone = useIsPhone();
  const diagram = useMemo(
    () => flowOf(announced, { lot: lotName, demand: demandName, others: t('plan/flow/others') }),
    [announced, names, t],
  );
  if (announced.length === 0)
    return <Notice icon={IconArrowsSplit2} title={t('plan/flow/empty')} hint={t('plan/flow/emptyHint')} />;
  return (
    <Panel title={t('plan/flow/table')} subtitle={t('plan/flow/hint')}>
      {!isPhone && (
        <div className={styles['chart']}>
          <Suspense fallback={<Loading rows={3} />}>
            <FlowChart diagram={diagram} unit={unit} commodity={commodity} />
          </Suspense>
        </div>
      )}
      {!isPhone && diagram.summed > 0 && (
        <p className={styles['hint']}>{t('plan/flow/more', { count: diagram.summed })}</p>
      )}
      <DataTable<Allocation>
        label={t('plan/flow/table')}
        rows={announced}
        keyOf={(row) => [row.lotId, row.demandId, row.lane, row.pickupDate].join('\n')}
        columns={[
          { label: t('plan/flow/lot'), cell: lotName },
          { label: t('plan/flow/demand'), cell: demandName },
          {
            label: t('plan/flow/lane'),
            cell: (row) => `${laneName(row.lane)} · ${formatDate(row.pickupDate, language)}`,
          },
          {
            label: t('plan/flow/quantity'),
            cell: (row) => formatQuantity(row.quantity, unit, language, { commodity }),
            numeric: true,
          },
        ]}
      />
    </Panel>
  );
}

interface LinesProps extends FlowProps {
  plan: PlanAnswer;
}

function Lots({ plan, hub, commodity }: LinesProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const unit = names.unitOf(commodity);
  const said = (quantity: number): string => formatQuantity(quantity, unit, language, { commodity });
  return (
    <Panel title={t('plan/flow/lots')} subtitle={t('plan/flow/lotsHint')}>
      <div className={styles['lines']}>
        {plan.lots.map((lot) => (
          <Behind
            key={lot.lotId}
            name={`${names.place(lot.location)}${lotPart(lot.lot)}`}
            figure={said(lot.availableToPromise)}
            figureName={t('plan/flow/free', { quantity: '' }).trim()}
            parts={[
              t('plan/flow/used', { quantity: said(lot.allocated) }),
              t('plan/flow/left', { quantity: said(lot.surplus) }),
            ]}
            reasons={lot.reasons}
            commodity={commodity}
          >
            <Acts
              hub={hub}
              actions={['hold', 'pin']}
              about={{ komoditas: commodity, hal: 'lot', lot: lot.lotId }}
            />
          </Behind>
        ))}
      </div>
    </Panel>
  );
}

function Demands({ plan, hub, commodity }: LinesProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const demandName = useDemandName();
  const unit = names.unitOf(commodity);
  const said = (quantity: number): string => formatQuantity(quantity, unit, language, { commodity });
  return (
    <Panel title={t('plan/flow/demands')} subtitle={t('plan/flow/demandsHint')}>
      <div className={styles['lines']}>
        {plan.demands.map((line) => (
          <Behind
            key={line.demandId}
            name={demandName(line)}
            figure={said(line.netNeed)}
            figureName={t('plan/flow/asked', { quantity: '' }).trim()}
            parts={[
              t('plan/flow/used', { quantity: said(line.allocated) }),
              t('plan/flow/short', { quantity: said(line.shortfall) }),
            ]}
            reasons={line.reasons}
            commodity={commodity}
          >
            <Acts
              hub={hub}
              actions={['hold', 'cap', 'pin']}
              about={{ komoditas: commodity, hal: 'demand', kebutuhan: line.demandId }}
            />
          </Behind>
        ))}
      </div>
    </Panel>
  );
}

/** Doors to the form, filled in already; for those who may. */
function Acts({
  hub,
  actions,
  about,
}: {
  hub: string;
  actions: readonly ('hold' | 'cap' | 'pin')[];
  about: Record<string, string>;
}) {
  const { t } = useLanguage();
  const { person, may } = useMay();
  if (!may('plan:override') || person?.party !== hub) return null;
  return (
    <p className={styles['acts']}>
      {actions.map((action) => (
        <a
          key={action}
          className={styles['link']}
          href={planAddress('overrides', { ...about, jenis: action })}
        >
          {t(`plan/act/${action}`)}
        </a>
      ))}
    </p>
  );
}

/** Whose demand: its city, and its own id unless it is our estimate. */
function useDemandName(): (row: { destination: string; demandId: string; estimated?: boolean }) => string {
  const { t } = useLanguage();
  const names = useNames();
  return ({ destination, demandId, estimated }) =>
    estimated
      ? `${names.region(destination)} (${t('plan/flow/estimated')})`
      : `${names.region(destination)} · ${demandId}`;
}

function lotPart(lot: string): string {
  return lot === 'default' ? '' : `, ${lot}`;
}
