import { NativeSelect, TextInput } from '@mantine/core';
import { useLists, useNames } from '../api/registry.js';
import type { ShipmentLine } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { GoodsAmount } from './Goods.js';
import { baseUnits, lineKey, typed, wholeLine, type LineAmount } from './line-amount.js';
import { typedUnits } from './packages.js';
import styles from './Phone.module.css';

interface LineFieldsProps {
  lines: readonly ShipmentLine[];
  values: Record<string, LineAmount>;
  change: (values: Record<string, LineAmount>) => void;
  /** What is not typed is none of it, and not all of it. */
  startsEmpty?: boolean;
}

/** How much of each line, by weight or by package. */
export function LineFields({ lines, values, change, startsEmpty = false }: LineFieldsProps) {
  const { t } = useLanguage();
  const names = useNames();
  const { commodities } = useLists();
  return (
    <div>
      {lines.map((line) => {
        const key = lineKey(line);
        const units = typedUnits(
          commodities.find(({ code }) => code === line.commodity),
          line.unit,
        );
        const untouched = wholeLine(startsEmpty ? { ...line, quantity: 0 } : line, units[0]!);
        const value = values[key] ?? untouched;
        const put = (part: Partial<LineAmount>): void => change({ ...values, [key]: { ...value, ...part } });
        const base = baseUnits(value);
        const name = names.commodity(line.commodity);
        return (
          <div key={key} className={styles['line']}>
            <div className={styles['head']}>
              <span>
                <strong>{name}</strong>
                <br />
                <span className={styles['soft']}>
                  {names.place(line.location)} · {line.lot}
                </span>
              </span>
              <span className={styles['amount']}>
                <GoodsAmount commodity={line.commodity} quantity={line.quantity} unit={line.unit} />
              </span>
            </div>
            <div className={styles['amountFields']}>
              <TextInput
                inputMode="decimal"
                aria-label={t('phone/amountOf', { name })}
                value={value.amount}
                error={base === null ? t('phone/noNumber') : base > line.quantity ? t('phone/tooMuch') : null}
                onChange={(event) => put({ amount: event.currentTarget.value })}
              />
              <NativeSelect
                aria-label={t('phone/unitOf', { name })}
                value={value.unit.name}
                data={units.map((unit) => ({
                  value: unit.name,
                  label: t(`phone/unit/${unit.name}`, { defaultValue: unit.name }),
                }))}
                onChange={(event) => {
                  const unit = units.find((one) => one.name === event.currentTarget.value) ?? value.unit;
                  put({ unit, amount: base === null ? value.amount : typed(base, unit) });
                }}
              />
            </div>
          </div>
        );
      })}
    </div>
  );
}
