import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLists, useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Ask } from '../phone/Ask.js';
import { useGoodsText } from '../phone/Goods.js';
import { partOf, type LineAmount } from '../phone/line-amount.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { plateCode } from './plate.js';
import { PlateInput } from './PlateInput.js';
import { WholeOrPart } from './WholeOrPart.js';

/** The load, or a part of it, goes on in another truck, of this carrier or of another. */
export function TransferForm({ shipment, close }: { shipment: Shipment; close: () => void }) {
  const { t } = useLanguage();
  const names = useNames();
  const { parties } = useLists();
  const goodsText = useGoodsText();
  const { say, idOf } = useShipmentOutbox(shipment.shipmentId, shipment.revision);
  const [carrier, setCarrier] = useState(shipment.carrier ?? '');
  const [plate, setPlate] = useState('');
  const [amounts, setAmounts] = useState<Record<string, LineAmount> | null>(null);
  const [asks, setAsks] = useState(false);
  const open = shipment.lines.filter(({ received }) => received === undefined);
  const part = amounts && partOf(open, amounts);
  const isPart = part !== null && !part.isAll;
  const isOther = carrier !== shipment.carrier;
  const vehicle = plateCode(plate);
  const canGo = (amounts === null || part !== null) && (isOther || vehicle !== '');
  if (asks)
    return (
      <Ask
        question={t(isOther ? 'phone/transfer/askCarrier' : 'phone/transfer/askVehicle', {
          goods: isPart ? goodsText(part.goods) : t('phone/part/all', { goods: goodsText(open) }),
          carrier: names.party(carrier),
          vehicle: vehicle || t('phone/transfer/anyVehicle'),
        })}
        yes={t('phone/transfer/yes')}
        done={() => {
          close();
          void say('transfers', idOf('transfers'), {
            ...(isOther && { carrier }),
            ...(vehicle && { vehicle }),
            ...(isPart && { lines: part.lines }),
          });
        }}
        cancel={() => setAsks(false)}
      />
    );
  const carriers = parties.filter(({ kind, status }) => kind === 'carrier' && status === 'active');
  return (
    <div className={styles['form']}>
      <NativeSelect
        label={t('phone/transfer/who')}
        description={isOther ? t('phone/transfer/otherHint') : t('phone/transfer/ownHint')}
        value={carrier}
        data={carriers.map(({ code }) => ({ value: code, label: names.party(code) }))}
        onChange={(event) => setCarrier(event.currentTarget.value)}
      />
      <PlateInput value={plate} change={setPlate} />
      <WholeOrPart title={t('phone/transfer/what')} lines={open} amounts={amounts} change={setAmounts} />
      <div className={styles['buttons']}>
        <Button size="lg" disabled={!canGo} onClick={() => setAsks(true)}>
          {t('phone/next')}
        </Button>
        <Button size="md" variant="subtle" onClick={close}>
          {t('phone/back')}
        </Button>
      </div>
    </div>
  );
}
