import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { baseUnits, lineKey, reportOf, type LineAmount } from '../phone/line-amount.js';
import { LineFields } from '../phone/LineFields.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { receiptId } from './arrivals.js';

const reasons = ['short', 'broken', 'rotten', 'warm', 'wrong'];

/** Open, all is right, confirm: three taps. Else line by line, with a reason where it differs. */
export function ReceiveForm({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const { say } = useShipmentOutbox(shipment.shipmentId);
  const [asks, setAsks] = useState<'all' | 'lines' | null>(null);
  const [amounts, setAmounts] = useState<Record<string, LineAmount>>({});
  const open = shipment.lines.filter(({ received }) => received === undefined);
  const differs = open.filter((line) => {
    const said = amounts[lineKey(line)];
    return said && baseUnits(said) !== line.quantity;
  });
  const isComplete = differs.every((line) => {
    const said = amounts[lineKey(line)]!;
    return baseUnits(said) !== null && said.reason !== '';
  });
  const receive = (lines: object[] | null): void => {
    setAsks(null);
    const id = receiptId(shipment.shipmentId, lines);
    void say('receipts', id, lines === null ? {} : { lines });
  };
  const byLine = (): object[] =>
    open.map((line) => {
      const said = amounts[lineKey(line)];
      const { location, lot, demandId, commodity, quantity, unit } = line;
      if (!said || !differs.includes(line)) return { location, lot, demandId, commodity, quantity, unit };
      return { ...reportOf(line, said), varianceReason: said.reason };
    });
  if (asks === null)
    return (
      <div className={styles['buttons']}>
        <Button size="lg" onClick={() => setAsks('all')}>
          {t('phone/receive/allRight')}
        </Button>
        <Button size="md" variant="light" onClick={() => setAsks('lines')}>
          {t('phone/receive/somethingOff')}
        </Button>
      </div>
    );
  return (
    <div className={styles['form']}>
      <p className={styles['legend']}>
        {t(asks === 'all' ? 'phone/receive/confirmHint' : 'phone/receive/linesHint')}
      </p>
      {asks === 'lines' && (
        <LineFields
          lines={open}
          values={amounts}
          change={setAmounts}
          reasons={reasons.map((code) => {
            const label = t(`phone/receive/reason/${code}`);
            return { value: label, label };
          })}
        />
      )}
      <div className={styles['buttons']}>
        <Button
          size="lg"
          disabled={asks === 'lines' && !isComplete}
          onClick={() => receive(asks === 'all' ? null : byLine())}
        >
          {t('phone/receive/confirm')}
        </Button>
        <Button size="md" variant="subtle" onClick={() => setAsks(null)}>
          {t('phone/back')}
        </Button>
      </div>
    </div>
  );
}
