import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Ask } from '../phone/Ask.js';
import { Reasons } from '../phone/Reasons.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';

/** The truck stands: why, and where. */
export function BreakdownForm({ shipment, close }: { shipment: Shipment; close: () => void }) {
  const { t } = useLanguage();
  const { say, idOf } = useShipmentOutbox(shipment.shipmentId, shipment.revision);
  const [reason, setReason] = useState('');
  const [where, setWhere] = useState('');
  const place = where.trim();
  if (reason)
    return (
      <Ask
        question={t(place ? 'phone/onRoad/askStoppedAt' : 'phone/onRoad/askStopped', { reason, place })}
        yes={t('phone/onRoad/yesStopped')}
        isDanger
        done={() => {
          close();
          void say('breakdowns', idOf('breakdowns'), { reason, ...(place && { place }) });
        }}
        cancel={() => setReason('')}
      />
    );
  return (
    <>
      <TextInput
        label={t('phone/onRoad/where')}
        description={t('phone/onRoad/whereHint')}
        maxLength={200}
        value={where}
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
      <Reasons
        title={t('phone/onRoad/whyStopped')}
        reasons={['tyre', 'engine', 'accident', 'road'].map((code) => t(`phone/onRoad/reason/${code}`))}
        send={t('phone/next')}
        done={setReason}
        cancel={close}
      />
    </>
  );
}
