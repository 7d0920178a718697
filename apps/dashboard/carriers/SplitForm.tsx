import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Ask } from '../phone/Ask.js';
import { useGoodsText } from '../phone/Goods.js';
import { partOf, type LineAmount } from '../phone/line-amount.js';
import { LineFields } from '../phone/LineFields.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';

/** A part of the load becomes a shipment of its own, with a truck of its own. */
export function SplitForm({ shipment, close }: { shipment: Shipment; close: () => void }) {
  const { t } = useLanguage();
  const goodsText = useGoodsText();
  const { say, idOf } = useShipmentOutbox(shipment.shipmentId, shipment.revision);
  const [amounts, setAmounts] = useState<Record<string, LineAmount>>({});
  const [asks, setAsks] = useState(false);
  const part = partOf(shipment.lines, amounts);
  if (asks && part)
    return (
      <Ask
        question={t('phone/split/ask', { goods: goodsText(part.goods) })}
        yes={t('phone/split/yes')}
        done={() => {
          close();
          void say('splits', idOf('splits'), { lines: part.lines });
        }}
        cancel={() => setAsks(false)}
      />
    );
  return (
    <div className={styles['form']}>
      <p className={styles['legend']}>{t('phone/split/hint')}</p>
      <LineFields lines={shipment.lines} values={amounts} change={setAmounts} startsEmpty />
      <div className={styles['buttons']}>
        <Button size="lg" disabled={!part || part.isAll} onClick={() => setAsks(true)}>
          {t('phone/next')}
        </Button>
        <Button size="md" variant="subtle" onClick={close}>
          {t('phone/back')}
        </Button>
      </div>
    </div>
  );
}
