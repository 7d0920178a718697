import type { ReactNode } from 'react';
import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import { formatDuration } from '../format/duration.js';
import { formatNumber } from '../format/number.js';
import { formatQuantity, quantityParts } from '../format/quantity.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable, type Column } from '../office/DataTable.js';
import { WhyButton } from '../why/WhyButton.js';
import { isSaid, worstDay, type FoodBalanceRow } from './food-balance.js';
import styles from './FoodBalance.module.css';

interface BalanceFormProps {
  rows: readonly FoodBalanceRow[];
  /** Days from today. */
  day: number;
  /** RFC 3339 of the moment that is looked at; null: now. */
  at: string | null;
  label: string;
}

const perUnit: Record<string, string> = { KGM: 'kg', LTR: 'l' };

/** The columns that officers know. */
export function BalanceForm({ rows, day, at, label }: BalanceFormProps) {
  const { t, language, say } = useLanguage();
  const names = useNames();
  const on = (row: FoodBalanceRow) => row.days[day]!;
  const said = (row: FoodBalanceRow, quantity: number): string =>
    formatQuantity(quantity, row.unit, language, {
      commodity: row.commodity,
      beside: Math.max(on(row).need, on(row).available),
    });
  const worstSaid = (row: FoodBalanceRow): ReactNode => {
    const worst = worstDay(row);
    if (worst === null) return null;
    const quantity = said(row, -worst.balance);
    return (
      <span className={styles['worst']}>
        {worst.date === on(row).date
          ? t('desk/worst/shown')
          : t('desk/worst/on', { date: formatDate(worst.date, language), quantity })}
      </span>
    );
  };
  const columns: Column<FoodBalanceRow>[] = [
    { label: t('common/commodity'), cell: (row) => <strong>{names.commodity(row.commodity)}</strong> },
    { label: t('common/city'), cell: (row) => names.region(row.region) },
    {
      label: t('balances/need'),
      numeric: true,
      cell: (row) => (
        <>
          {said(row, on(row).need)}
          {on(row).need === 0 && row.estimatedNeed > 0 && (
            <span className={styles['soft']}>
              {t('desk/guess', { quantity: said(row, row.estimatedNeed) })}
            </span>
          )}
        </>
      ),
    },
    { label: t('balances/available'), numeric: true, cell: (row) => said(row, on(row).available) },
    {
      label: t('balances/gap'),
      numeric: true,
      cell: (row) =>
        isSaid(on(row)) || worstDay(row) !== null ? (
          <>
            <Gap balance={on(row).balance} text={said(row, Math.abs(on(row).balance))} />
            {worstSaid(row)}
          </>
        ) : (
          '–'
        ),
    },
    {
      label: t('desk/price'),
      cell: ({ price, commodity }) =>
        price === null ? (
          <span className={styles['soft']}>{t('desk/noPrice')}</span>
        ) : (
          <span className={styles['price']}>
            {t('desk/pricePer', {
              amount: formatNumber(price.amount, language),
              unit: perUnit[price.per] ?? quantityParts(1, 'piece', language, { commodity }).unit,
            })}
            <span className={styles['soft']}>
              {t('desk/priceBy', {
                market: marketName(price.market, names),
                party: names.party(price.source),
                age: formatDuration(price.ageSeconds * 1000, language),
              })}
            </span>
          </span>
        ),
    },
    { label: t('desk/remark'), cell: ({ remark }) => say(remark) || '–' },
    {
      label: t('common/why'),
      bare: true,
      cell: ({ hub, commodity, region }) => (
        <WhyButton subject={{ kind: 'balance', key: `${hub}/${commodity}/${region}`, ...(at && { at }) }} />
      ),
    },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      toneOf={(row) => (worstDay(row) === null ? undefined : 'bad')}
      keyOf={({ hub, commodity, region }) => `${hub}/${commodity}/${region}`}
    />
  );
}

function marketName(market: string, names: ReturnType<typeof useNames>): string {
  const place = names.place(market);
  if (place !== market) return place;
  const region = names.region(market);
  return region === market ? names.party(market) : region;
}

/** A balance by sign, colour and word. */
function Gap({ balance, text }: { balance: number; text: string }) {
  const { t } = useLanguage();
  const state = balance < 0 ? 'short' : balance > 0 ? 'over' : 'even';
  const Icon = { short: IconArrowDownRight, over: IconArrowUpRight, even: IconEqual }[state];
  return (
    <span className={styles['gap']} data-state={state}>
      <Icon size={16} aria-hidden />
      {t(`desk/${state}`)} {balance !== 0 && text}
    </span>
  );
}
