import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { lineKey } from '../phone/line-amount.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { receiptId } from './arrivals.js';
import { ReceiptLine, type LineDraft } from './ReceiptLine.js';
import { problemOf, receiptLines, type LineSaid } from './receipt.js';
import { useReceiptReasons } from './use-receipt-reasons.js';

const nothing: LineDraft = { faults: [], shots: [] };

/** Open, all is right, confirm: three taps. Else line by line what is otherwise, why, and how it looks. */
export function ReceiveForm({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const { say } = useShipmentOutbox(shipment.shipmentId);
  const reasons = useReceiptReasons();
  const [asks, setAsks] = useState<'all' | 'lines' | null>(null);
  const [drafts, setDrafts] = useState<Record<string, LineDraft>>({});
  const open = shipment.lines.filter(({ received }) => received === undefined);
  const draftOf = (key: string): LineDraft => drafts[key] ?? nothing;
  const put = (key: string, part: Partial<LineDraft>): void =>
    setDrafts((known) => ({ ...known, [key]: { ...(known[key] ?? nothing), ...part } }));
  const told = open.filter((line) => draftOf(lineKey(line)).faults.length > 0);
  const isComplete =
    told.length > 0 &&
    told.every((line) => problemOf(line, { ...draftOf(lineKey(line)), photos: [] }) === null);
  const receiveAll = (): void => {
    setAsks(null);
    void say('receipts', receiptId(shipment.shipmentId, null), {});
  };
  const receiveLines = (): void => {
    setAsks(null);
    const photos: Record<string, Blob> = {};
    const said: Record<string, LineSaid> = {};
    told.forEach((line, at) => {
      const { faults, shots } = draftOf(lineKey(line));
      const named = shots.map(({ blob }, index) => [`${at}.${index}.${blob.size}`, blob] as const);
      Object.assign(photos, Object.fromEntries(named));
      said[lineKey(line)] = { faults, photos: named.map(([name]) => name) };
    });
    const lines = receiptLines(open, said);
    void say('receipts', receiptId(shipment.shipmentId, lines), { lines }, photos);
  };
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
      {asks === 'lines' &&
        open.map((line) => (
          <ReceiptLine
            key={lineKey(line)}
            line={line}
            draft={draftOf(lineKey(line))}
            reasons={reasons}
            change={(part) => put(lineKey(line), part)}
          />
        ))}
      <div className={styles['buttons']}>
        <Button
          size="lg"
          disabled={asks === 'lines' && !isComplete}
          onClick={asks === 'all' ? receiveAll : receiveLines}
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
