import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLists, useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Ask } from '../phone/Ask.js';
import { useGoodsText } from '../phone/Goods.js';
import { partOf, type LineAmount } from '../phone/line-amount.js';
import { Reasons } from '../phone/Reasons.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { WholeOrPart } from './WholeOrPart.js';

/** The load, or a part of it, goes back to a place of the hub. */
export function ReturnForm({ shipment, close }: { shipment: Shipment; close: () => void }) {
  const { t } = useLanguage();
  const names = useNames();
  const { places, meta } = useLists();
  const goodsText = useGoodsText();
  const { say, idOf } = useShipmentOutbox(shipment.shipmentId, shipment.revision);
  const open = shipment.lines.filter(({ received }) => received === undefined);
  const [place, setPlace] = useState(open[0]?.location ?? '');
  const [amounts, setAmounts] = useState<Record<string, LineAmount> | null>(null);
  const [reason, setReason] = useState('');
  const part = amounts && partOf(open, amounts);
  const isPart = part !== null && !part.isAll;
  const regions = meta?.hub.producingRegions ?? [];
  const hubPlaces = places.filter(({ region }) => regions.includes(region));
  if (reason)
    return (
      <Ask
        question={t('phone/turnBack/ask', {
          goods: isPart ? goodsText(part.goods) : t('phone/part/all', { goods: goodsText(open) }),
          place: names.place(place),
          reason,
        })}
        yes={t('phone/turnBack/yes')}
        isDanger
        done={() => {
          close();
          void say('returns', idOf('returns'), { place, reason, ...(isPart && { lines: part.lines }) });
        }}
        cancel={() => setReason('')}
      />
    );
  return (
    <>
      <NativeSelect
        label={t('phone/turnBack/where')}
        value={place}
        data={hubPlaces.map(({ code }) => ({ value: code, label: names.place(code) }))}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
      <WholeOrPart title={t('phone/turnBack/what')} lines={open} amounts={amounts} change={setAmounts} />
      <Reasons
        title={t('phone/turnBack/why')}
        reasons={['road', 'refused', 'vehicle', 'late'].map((code) => t(`phone/turnBack/reason/${code}`))}
        send={t('phone/next')}
        isBlocked={amounts !== null && part === null}
        done={setReason}
        cancel={close}
      />
    </>
  );
}
