import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { useGoodsText } from '../phone/Goods.js';
import styles from '../phone/Phone.module.css';
import { Reasons } from '../phone/Reasons.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { awaitingOf } from './awaiting.js';

/** Goods that came and were not taken: the hub decides; who has them in hand may only throw them away. */
export function Untaken({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const goodsText = useGoodsText();
  const { waiting, say, idOf } = useShipmentOutbox(shipment.shipmentId, shipment.revision);
  const [asks, setAsks] = useState(false);
  const lines = shipment.lines
    .map((line) => ({ ...line, quantity: awaitingOf(line) }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0 || waiting.some(({ deed }) => deed === 'dispositions')) return null;
  const discard = (note: string): void => {
    setAsks(false);
    const named = lines.map(({ commodity, demandId, location, lot, quantity, unit }) => ({
      ...{ commodity, demandId, location, lot, quantity, unit },
      to: 'waste',
      note,
    }));
    void say('dispositions', idOf('dispositions'), { lines: named });
  };
  const goods = goodsText(lines);
  return (
    <section className={styles['card']}>
      <h2>{t('phone/untaken/title')}</h2>
      <p>{goods}</p>
      {asks ? (
        <Reasons
          title={t('phone/untaken/ask', { goods })}
          reasons={['unfit', 'broken', 'asked'].map((code) => t(`phone/untaken/why/${code}`))}
          send={t('phone/untaken/discard')}
          isDanger
          done={discard}
          cancel={() => setAsks(false)}
        />
      ) : (
        <>
          <p className={styles['soft']}>{t('phone/untaken/hint')}</p>
          <Button size="md" variant="light" color="red" onClick={() => setAsks(true)}>
            {t('phone/untaken/open')}
          </Button>
        </>
      )}
    </section>
  );
}
