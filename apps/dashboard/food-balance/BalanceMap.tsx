import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { citiesOf } from '../map/cities.js';
import { CityLegend } from '../map/CityLegend.js';
import type { MapView } from '../map/view.js';
import { ViewSwitch } from '../map/ViewSwitch.js';
import type { FoodBalanceRow } from './food-balance.js';
import styles from './FoodBalance.module.css';

const FlowMap = lazy(() => import('../map/FlowMap.js'));

/** How far the need of each city is there on a day, weighed in grams over commodities. */
export function BalanceMap({ rows, day }: { rows: readonly FoodBalanceRow[]; day: number }) {
  const { t } = useLanguage();
  const { regions, commodities, meta } = useLists();
  const [view, setView] = useState<MapView>('java');
  const cities = useMemo(() => {
    const wanted = rows.map((row) => {
      const { need, balance } = row.days[day]!;
      return { ...row, need, short: Math.max(0, -balance) };
    });
    return citiesOf(regions, wanted, commodities, meta?.hub.region ?? null);
  }, [rows, day, regions, commodities, meta]);
  return (
    <>
      <div className={styles['mapHead']}>
        <p>{t('desk/mapHint')}</p>
        <ViewSwitch cities={cities} view={view} choose={setView} />
      </div>
      <div className={styles['map']}>
        <Suspense fallback={<Skeleton height="100%" />}>
          <FlowMap flows={[]} cities={cities} view={view} label={t('desk/mapLabel')} />
        </Suspense>
      </div>
      <CityLegend />
    </>
  );
}
