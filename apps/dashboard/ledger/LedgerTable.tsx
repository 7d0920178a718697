import { useLists, useNames } from '../api/registry.js';
import { formatDuration } from '../format/duration.js';
import { formatNumber } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable, type Column } from '../office/DataTable.js';
import parts from '../office/Parts.module.css';
import type { Grouping, OverShortRow } from './over-short.js';

const minuteMs = 60_000;

/** One row a group and unit: from what was recommended to what was received, and what went wrong between. */
export function LedgerTable({ rows, by }: { rows: readonly OverShortRow[]; by: Grouping }) {
  const { t, language } = useLanguage();
  const keyText = useKeyText(by);
  const amount = (row: OverShortRow, quantity: number): string =>
    quantity === 0
      ? '–'
      : formatQuantity(quantity, row.unit, language, {
          ...(by === 'commodity' && row.key !== null && { commodity: row.key }),
        });
  const column = (name: 'recommended' | 'accepted' | 'loaded' | 'received'): Column<OverShortRow> => ({
    label: t(`office/ledger/column/${name}`),
    cell: (row) => amount(row, row[name]),
    isEmpty: (row) => row[name] === 0,
    numeric: true,
  });
  const valued = (name: 'over' | 'short' | 'wasted'): Column<OverShortRow> => ({
    label: t(`office/ledger/column/${name}`),
    cell: (row) => (
      <>
        {amount(row, row[name])}
        {row[name] > 0 && (
          <>
            <br />
            <span className={parts['soft']}>
              {row.rupiah
                ? `Rp\u00a0${formatNumber(row.rupiah[name], language)}`
                : t('office/ledger/noPrice')}
            </span>
          </>
        )}
      </>
    ),
    isEmpty: (row) => row[name] === 0,
    numeric: true,
  });
  return (
    <DataTable<OverShortRow>
      label={t('office/ledger/list')}
      rows={rows}
      keyOf={({ key, unit }) => `${key}/${unit}`}
      columns={[
        { label: t(`office/ledger/of/${by}`), cell: ({ key }) => keyText(key) },
        column('recommended'),
        column('accepted'),
        column('loaded'),
        column('received'),
        valued('over'),
        valued('short'),
        valued('wasted'),
        {
          label: t('office/ledger/column/awaiting'),
          cell: (row) => amount(row, row.awaiting),
          isEmpty: ({ awaiting }) => awaiting === 0,
          numeric: true,
        },
        {
          label: t('office/ledger/column/late'),
          isEmpty: ({ lateLines }) => lateLines === 0,
          cell: ({ lateLines, lateMinutes }) =>
            lateLines === 0
              ? '–'
              : t('office/ledger/late', {
                  lines: lateLines,
                  span: formatDuration((lateMinutes / lateLines) * minuteMs, language),
                }),
          numeric: true,
        },
        {
          label: t('office/ledger/column/otif'),
          isEmpty: ({ otif }) => otif.lines === 0,
          cell: ({ otif }) =>
            otif.lines === 0
              ? t('office/ledger/notYet')
              : t('office/ledger/share', { done: otif.onTimeInFull, lines: otif.lines }),
          numeric: true,
        },
      ]}
    />
  );
}

/** What a group is called by people. */
function useKeyText(by: Grouping): (key: string | null) => string {
  const { t } = useLanguage();
  const names = useNames();
  const { lanes } = useLists();
  return (key) => {
    if (key === null) return t('office/ledger/nobody');
    switch (by) {
      case 'carrier':
        return names.party(key);
      case 'city':
        return names.region(key);
      case 'commodity':
        return names.commodity(key);
      case 'lane': {
        const lane = lanes.find(({ id }) => id === key);
        return lane ? `${names.region(lane.origin)} → ${names.region(lane.destination)}` : key;
      }
      default:
        return key;
    }
  };
}
