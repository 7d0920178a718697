import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Ask } from '../phone/Ask.js';
import { useGoodsText } from '../phone/Goods.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';

interface MergeFormProps {
  shipment: Shipment;
  others: Shipment[];
  close: () => void;
}

/** Another load of the same day and lane goes along in this one. */
export function MergeForm({ shipment, others, close }: MergeFormProps) {
  const { t } = useLanguage();
  const goodsText = useGoodsText();
  const { say, idOf } = useShipmentOutbox(shipment.shipmentId, shipment.revision);
  const [chosen, setChosen] = useState<Shipment | null>(null);
  const [asks, setAsks] = useState(false);
  if (asks && chosen)
    return (
      <Ask
        question={t('phone/merge/ask', { goods: goodsText(chosen.lines) })}
        yes={t('phone/merge/yes')}
        done={() => {
          close();
          void say('merges', idOf('merges'), { with: chosen.shipmentId });
        }}
        cancel={() => setAsks(false)}
      />
    );
  return (
    <div className={styles['form']}>
      <fieldset className={styles['options']}>
        <legend>{t('phone/merge/which')}</legend>
        {others.map((other) => (
          <label key={other.shipmentId} className={styles['option']}>
            <input
              type="radio"
              name="merge"
              checked={chosen?.shipmentId === other.shipmentId}
              onChange={() => setChosen(other)}
            />
            <span>
              {goodsText(other.lines)}
              <br />
              <span className={styles['soft']}>{other.shipmentId}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles['buttons']}>
        <Button size="lg" disabled={!chosen} onClick={() => setAsks(true)}>
          {t('phone/next')}
        </Button>
        <Button size="md" variant="subtle" onClick={close}>
          {t('phone/back')}
        </Button>
      </div>
    </div>
  );
}
