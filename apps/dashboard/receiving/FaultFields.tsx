import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Bilingual, ShipmentLine } from '../api/types.js';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { typedUnits } from '../phone/packages.js';
import styles from '../phone/Phone.module.css';
import { faultKinds, inUsualOrder, type Fault, type FaultKind } from './receipt.js';

export interface ReceiptReason {
  code: string;
  text: Bilingual;
}

interface FaultFieldsProps {
  line: ShipmentLine;
  fault: Fault;
  reasons: readonly ReceiptReason[];
  change: (fault: Fault) => void;
  remove: () => void;
}

/** One thing that is otherwise: what happened, to how much, and why. */
export function FaultFields({ line, fault, reasons, change, remove }: FaultFieldsProps) {
  const { t, say } = useLanguage();
  const { commodities } = useLists();
  const units = typedUnits(
    commodities.find(({ code }) => code === line.commodity),
    line.unit,
  );
  return (
    <div className={styles['fault']}>
      <NativeSelect
        label={t('phone/fault/what')}
        value={fault.kind}
        data={faultKinds.map((kind) => ({ value: kind, label: t(`phone/fault/kind/${kind}`) }))}
        onChange={(event) => change({ ...fault, kind: event.currentTarget.value as FaultKind, reason: '' })}
      />
      <div className={styles['amountFields']}>
        <TextInput
          label={t('phone/fault/amount')}
          inputMode="decimal"
          value={fault.amount}
          onChange={(event) => change({ ...fault, amount: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('phone/fault/unit')}
          value={fault.unit.name}
          data={units.map(({ name }) => ({
            value: name,
            label: t(`phone/unit/${name}`, { defaultValue: name }),
          }))}
          onChange={(event) => {
            const unit = units.find(({ name }) => name === event.currentTarget.value) ?? fault.unit;
            change({ ...fault, unit });
          }}
        />
      </div>
      {fault.kind !== 'over' && (
        <NativeSelect
          label={t('phone/fault/why')}
          value={fault.reason}
          data={[
            { value: '', label: t('phone/choose') },
            ...inUsualOrder(fault.kind, reasons).map(({ code, text }) => ({ value: code, label: say(text) })),
          ]}
          onChange={(event) => change({ ...fault, reason: event.currentTarget.value })}
        />
      )}
      <Button size="md" variant="subtle" color="red" onClick={remove}>
        {t('phone/fault/remove')}
      </Button>
    </div>
  );
}
