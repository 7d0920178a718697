import { formatDuration } from '../format/duration.js';
import { formatNumber } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable, type Column } from '../office/DataTable.js';
import parts from '../office/Parts.module.css';
import { KeyName } from './KeyName.js';
import type { Grouping, OverShortRow } from './over-short.js';
import { useKeyName } from './use-key-name.js';

const minuteMs = 60_000;

/** Carriers, cities and goods are known by their names alone. */
const hasIds = (by: Grouping): boolean => by === 'shipment' || by === 'demand' || by === 'lane';

/** One row a group and unit: from what was recommended to what was received, and what went wrong between. */
export function LedgerTable({ rows, by }: { rows: readonly OverShortRow[]; by: Grouping }) {
  const { t, language } = useLanguage();
  const keyName = useKeyName(by);
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
        {
          label: t(`office/ledger/of/${by}`),
          cell: ({ key }) => <KeyName name={keyName(key)} id={hasIds(by) ? key : null} />,
        },
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
