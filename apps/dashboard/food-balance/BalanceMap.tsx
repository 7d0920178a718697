import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import type { City } from '../map/cities.js';
import type { FoodBalanceRow } from './food-balance.js';
import styles from './FoodBalance.module.css';

const FlowMap = lazy(() => import('../map/FlowMap.js'));

/** How far the need of each city is there on a day, weighed in grams over commodities. */
export function BalanceMap({ rows, day }: { rows: readonly FoodBalanceRow[]; day: number }) {
  const { t } = useLanguage();
  const { regions, commodities, meta } = useLists();
  const cities = useMemo(() => {
    const grams = new Map(commodities.map((item) => [item.code, item.milligramsPerBaseUnit / 1000]));
    return regions.map(({ code, longitude, latitude }): City => {
      let [need, short] = [0, 0];
      for (const row of rows) {
        if (row.region !== code) continue;
        const { need: wanted, balance } = row.days[day]!;
        need += wanted * (grams.get(row.commodity) ?? 1);
        short += Math.max(0, -balance) * (grams.get(row.commodity) ?? 1);
      }
      const met = need > 0 ? Math.max(0, 1 - short / need) : null;
      return { code, longitude, latitude, isHub: code === meta?.hub.region, met, shortGrams: short };
    });
  }, [rows, day, regions, commodities, meta]);
  return (
    <>
      <p className={styles['rule']}>{t('desk/mapHint')}</p>
      <div className={styles['map']}>
        <Suspense fallback={<Skeleton height="100%" />}>
          <FlowMap flows={[]} cities={cities} view="java" />
        </Suspense>
      </div>
    </>
  );
}
