import '../desk/texts/index.js';
import { Button, NativeSelect } from '@mantine/core';
import { IconFileSpreadsheet, IconFileTypePdf, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { getJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useFilters } from '../shell/route.js';
import { BalanceCharts } from './BalanceCharts.js';
import { BalanceForm } from './BalanceForm.js';
import { BalanceMap } from './BalanceMap.js';
import { shortestFirst, type FoodBalance as FoodBalanceAnswer } from './food-balance.js';
import styles from './FoodBalance.module.css';
import { Moment } from './Moment.js';

const days = 14;
const everyMs = 15_000;

interface FoodBalanceProps {
  view: 'table' | 'chart' | 'map';
  commodity: string | null;
  /** RFC 3339; null: now. */
  at: string | null;
}

/** The food balance in the officers' form, today and on the days ahead. */
export default function FoodBalance({ view, commodity, at }: FoodBalanceProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { regions } = useLists();
  const [query, setFilter] = useFilters();
  const region = query.get('wilayah') ?? '';
  const [chosen, setDay] = useState<number | null>(null);
  // Today a window has hardly begun: what it comes to is what somebody can still act upon.
  const day = chosen ?? days;
  const asked = new URLSearchParams({ days: String(days) });
  if (commodity !== null) asked.set('commodity', commodity);
  if (region !== '') asked.set('region', region);
  if (at !== null) asked.set('asOf', at);
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ['food-balance', asked.toString()],
    queryFn: ({ signal }) => getJson<FoodBalanceAnswer>(`/v1/food-balance?${asked}`, signal),
    placeholderData: (before) => before,
    refetchInterval: at === null ? everyMs : false,
    retry: 1,
  });
  const rows = useMemo(() => shortestFirst(data?.items ?? []), [data]);
  const date = rows[0]?.days[day]?.date;
  const shownDate = date === undefined ? '' : formatDate(date, language);
  const when = day === 0 ? t('desk/today', { date: shownDate }) : t('desk/until', { date: shownDate });
  const file = (ending: string): string => {
    asked.set('language', language);
    return `/v1/food-balance.${ending}?${asked}`;
  };
  return (
    <>
      <Moment at={at} go={(moment) => setFilter('waktu', moment ?? '')} />
      <Panel
        title={t('desk/form', { date: when })}
        tools={
          <div className={styles['tools']}>
            <Button
              component="a"
              variant="light"
              size="sm"
              href={file('xlsx')}
              download
              leftSection={<IconFileSpreadsheet size={17} aria-hidden />}
            >
              {t('desk/xlsx')}
            </Button>
            <Button
              component="a"
              variant="light"
              size="sm"
              href={file('pdf')}
              download
              leftSection={<IconFileTypePdf size={17} aria-hidden />}
            >
              {t('desk/pdf')}
            </Button>
          </div>
        }
      >
        <div className={styles['controls']}>
          <NativeSelect
            size="md"
            aria-label={t('common/city')}
            value={region}
            onChange={(event) => setFilter('wilayah', event.currentTarget.value)}
            data={[
              { value: '', label: t('desk/allRegions') },
              ...regions.map(({ code }) => ({ value: code, label: names.region(code) })),
            ]}
          />
          <label className={styles['day']}>
            {t('desk/ahead')}
            <input
              type="range"
              min={0}
              max={days}
              value={day}
              aria-valuetext={when}
              onChange={(event) => setDay(Number(event.currentTarget.value))}
            />
            <output>{when}</output>
          </label>
        </div>
        <p className={styles['rule']}>
          {t('desk/rule')} {view !== 'map' && t('desk/worst/order', { count: days + 1 })}
        </p>
        {isPending && <Loading />}
        {isError && rows.length === 0 && <LoadFailed error={error} retry={() => void refetch()} />}
        {data && rows.length === 0 && (
          <Notice icon={IconScale} title={t('desk/empty')} hint={t('desk/emptyHint')} />
        )}
        {rows.length > 0 && view === 'table' && <BalanceForm rows={rows} day={day} at={at} label={when} />}
        {rows.length > 0 && view === 'chart' && <BalanceCharts rows={rows} day={day} />}
        {rows.length > 0 && view === 'map' && <BalanceMap rows={rows} day={day} />}
      </Panel>
    </>
  );
}
