import { Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useLists, useNames } from '../api/registry.js';
import { Preview } from '../desk/Preview.js';
import { formatPercent } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { useFilters } from '../shell/route.js';
import parts from '../office/Parts.module.css';
import styles from './Plan.module.css';
import { supposed, supposing } from './supposing.js';
import { planAddress } from './tabs.js';
import { usePlan } from './use-plan.js';

/** Each question reads a whole ledger: it is asked when the hand rests. */
const restMs = 400;

interface WhatIfProps {
  hub: string;
  commodity: string;
}

/** Sliders of what could be otherwise, and the plan that would follow beside today's; nothing is written. */
export function WhatIf({ hub, commodity }: WhatIfProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { lanes } = useLists();
  const [query, setFilter] = useFilters();
  const { query: asked } = usePlan(hub, commodity);
  const unit = names.unitOf(commodity);
  const values = supposing(query);
  const lots = asked.data?.lots ?? [];
  const demands = asked.data?.demands.filter(({ estimated }) => !estimated) ?? [];
  const lot = lots.find(({ lotId }) => lotId === values.lotId);
  const demand = demands.find(({ demandId }) => demandId === values.demandId);
  const [changes] = useDebouncedValue(supposed(values, lot, demand, unit), restMs);
  if (asked.isLoading) return <Loading />;
  if (asked.isError) return <LoadFailed error={asked.error} retry={() => void asked.refetch()} />;
  const said = (quantity: number): string => formatQuantity(quantity, unit, language, { commodity });
  const none = { value: '', label: t('plan/whatIf/none') };
  const choose = (name: string, label: string, value: string, data: { value: string; label: string }[]) => (
    <NativeSelect
      size="md"
      label={label}
      value={value}
      data={[none, ...data]}
      onChange={(event) => setFilter(name, event.currentTarget.value)}
    />
  );
  const slide = (name: string, label: string, value: number, [min, max, step]: [number, number, number]) => (
    <label className={styles['slider']}>
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={label}
        onChange={(event) => setFilter(name, event.currentTarget.value)}
      />
    </label>
  );
  return (
    <div className={styles['sides']}>
      <Panel title={t('plan/tab/whatIf')} subtitle={t('plan/whatIf/hint')}>
        <div className={parts['body']}>
          {choose(
            'lot',
            t('plan/whatIf/place'),
            values.lotId,
            lots.map((row) => ({
              value: row.lotId,
              label: `${names.place(row.location)}${row.lot === 'default' ? '' : `, ${row.lot}`}`,
            })),
          )}
          {lot &&
            slide(
              'stok',
              t('plan/whatIf/stock', {
                quantity: said(Math.round((lot.onHand * values.stock) / 100)),
                percent: formatPercent(values.stock / 100, language),
              }),
              values.stock,
              [0, 300, 5],
            )}
          {choose(
            'kebutuhan',
            t('plan/whatIf/demand'),
            values.demandId,
            demands.map(({ demandId, destination }) => ({
              value: demandId,
              label: `${names.region(destination)} · ${demandId}`,
            })),
          )}
          {demand &&
            slide(
              'minta',
              t('plan/whatIf/asked', {
                quantity: said(Math.round((demand.declared * values.asked) / 100)),
                percent: formatPercent(values.asked / 100, language),
              }),
              values.asked,
              [0, 300, 5],
            )}
          {demand &&
            slide(
              'urut',
              t('plan/whatIf/priority', { priority: values.priority ?? demand.priority }),
              values.priority ?? demand.priority,
              [1, 9, 1],
            )}
          {choose(
            'jalur',
            t('plan/whatIf/lane'),
            values.lane,
            lanes.map(({ id, origin, destination, mode }) => ({
              value: id,
              label: `${names.region(origin)} → ${names.region(destination)}, ${mode}`,
            })),
          )}
          {values.lane !== '' && <p className={styles['hint']}>{t('plan/whatIf/closed')}</p>}
          <div className={parts['actions']}>
            <Button
              component="a"
              variant="subtle"
              size="md"
              href={planAddress('whatIf', { komoditas: commodity })}
            >
              {t('plan/whatIf/reset')}
            </Button>
          </div>
        </div>
      </Panel>
      <Panel title={t('plan/whatIf/result')}>
        <div className={parts['body']}>
          {changes.length === 0 ? (
            <p className={styles['hint']}>{t('plan/whatIf/nothing')}</p>
          ) : (
            <Preview ledger={{ hub, commodity, unit }} changes={changes} />
          )}
        </div>
      </Panel>
    </div>
  );
}
