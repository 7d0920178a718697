import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { useGoodsText } from '../phone/Goods.js';
import type { LineAmount } from '../phone/line-amount.js';
import { LineFields } from '../phone/LineFields.js';
import { untilMoved } from './until-moved.js';
import { countOf, returnedLines } from './waiting.js';

/** What came back is stock with its count at the place: as much as was loaded, or as was found. */
export function Restock({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const names = useNames();
  const goodsText = useGoodsText();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [amounts, setAmounts] = useState<Record<string, LineAmount>>({});
  const lines = returnedLines(shipment);
  const counted = countOf(lines, amounts);
  const sending = useSending(async () => {
    await sendJson('POST', `/v1/shipments/${encodeURIComponent(shipment.shipmentId)}/restocks`, {
      lines: counted,
    });
    await untilMoved(shipment);
    await client.invalidateQueries({ queryKey: ['waiting'] });
  });
  return (
    <>
      <p>{goodsText(lines)}</p>
      <p className={parts['soft']}>{names.place(lines[0]?.returning ?? '')}</p>
      {isOpen ? (
        <form className={parts['ask']} onSubmit={(event) => void sending.submit(event)}>
          <strong>{t('office/waiting/askCount')}</strong>
          <LineFields lines={lines} values={amounts} change={setAmounts} />
          <Complaint text={sending.complaint} faults={sending.faults} />
          <div className={parts['actions']}>
            <Button type="submit" size="md" loading={sending.isSending} disabled={counted === null}>
              {t('office/waiting/counted')}
            </Button>
            <Button size="md" variant="subtle" onClick={() => setOpen(false)}>
              {t('office/cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={parts['actions']}>
          <Button size="md" onClick={() => setOpen(true)}>
            {t('office/waiting/count')}
          </Button>
        </div>
      )}
    </>
  );
}
