import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment, ShipmentStatus } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';
import { Reasons } from '../phone/Reasons.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';

/** What can go wrong with a load, and what to say then: before it leaves, that it does not. */
export function LoadProblems({ shipment, status }: { shipment: Shipment; status: ShipmentStatus }) {
  const { t } = useLanguage();
  const { say } = useShipmentOutbox(shipment.shipmentId);
  const [asks, setAsks] = useState(false);
  if (status !== 'accepted') return null;
  return (
    <section className={styles['card']}>
      <h2>{t('phone/problem/title')}</h2>
      {asks ? (
        <Reasons
          title={t('phone/problem/whyNot')}
          reasons={['breakdown', 'driver', 'goods', 'road'].map((code) => t(`phone/problem/reason/${code}`))}
          send={t('phone/problem/cancel')}
          isDanger
          done={(reason) => {
            setAsks(false);
            void say('cancellations', `${shipment.shipmentId}/cancelled`, { reason });
          }}
          cancel={() => setAsks(false)}
        />
      ) : (
        <>
          <p className={styles['soft']}>{t('phone/problem/hint')}</p>
          <Button size="md" variant="light" color="red" onClick={() => setAsks(true)}>
            {t('phone/problem/cannot')}
          </Button>
        </>
      )}
    </section>
  );
}
