import { Button } from '@mantine/core';
import { useLists, useNames } from '../api/registry.js';
import type { ShipmentLine } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { GoodsAmount } from '../phone/Goods.js';
import { typedUnits } from '../phone/packages.js';
import styles from '../phone/Phone.module.css';
import { FaultFields, type ReceiptReason } from './FaultFields.js';
import { PhotoInput } from './PhotoInput.js';
import { faultsMax, goodOf, problemOf, type Fault } from './receipt.js';
import type { Shot } from './shrink-photo.js';

export interface LineDraft {
  faults: Fault[];
  shots: Shot[];
}

interface ReceiptLineProps {
  line: ShipmentLine;
  draft: LineDraft;
  reasons: readonly ReceiptReason[];
  change: (part: Partial<LineDraft>) => void;
}

/** One line at the gate: all right until something is said of it. */
export function ReceiptLine({ line, draft, reasons, change }: ReceiptLineProps) {
  const { t } = useLanguage();
  const names = useNames();
  const { commodities } = useLists();
  const { commodity, unit, quantity } = line;
  const { faults, shots } = draft;
  const name = names.commodity(commodity);
  // At a gate packages are counted, where there are any.
  const first = typedUnits(
    commodities.find(({ code }) => code === commodity),
    unit,
  ).at(-1)!;
  const said = { faults, photos: [] };
  const problem = problemOf(line, said);
  const add = (): void =>
    change({ faults: [...faults, { kind: 'damaged', amount: '', unit: first, reason: '' }] });
  return (
    <section className={styles['line']} aria-label={`${name}, ${line.lot}`}>
      <div className={styles['head']}>
        <span>
          <strong>{name}</strong>
          <br />
          <span className={styles['soft']}>
            {names.place(line.location)} · {line.lot}
          </span>
        </span>
        <span className={styles['amount']}>
          <GoodsAmount commodity={commodity} quantity={quantity} unit={unit} />
        </span>
      </div>
      {faults.map((fault, index) => (
        <FaultFields
          key={index}
          line={line}
          fault={fault}
          reasons={reasons}
          change={(next) => change({ faults: faults.map((one, at) => (at === index ? next : one)) })}
          remove={() => change({ faults: faults.filter((_, at) => at !== index) })}
        />
      ))}
      {faults.length > 0 && (
        <>
          {problem === 'tooMuch' || problem === 'tooMuchOver' ? (
            <p role="alert" className={styles['note']} data-tone="bad">
              {t(`phone/fault/${problem}`)}
            </p>
          ) : (
            <div className={styles['head']} role="status">
              <span>{t('phone/fault/good')}</span>
              <span className={styles['amount']}>
                <GoodsAmount commodity={commodity} quantity={goodOf(line, said)} unit={unit} />
              </span>
            </div>
          )}
          <PhotoInput of={name} shots={shots} change={(next) => change({ shots: next })} />
        </>
      )}
      {faults.length < faultsMax && (
        <Button size="md" variant="light" onClick={add}>
          {t(faults.length === 0 ? 'phone/fault/first' : 'phone/fault/more')}
        </Button>
      )}
    </section>
  );
}
