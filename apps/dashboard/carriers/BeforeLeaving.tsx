import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';
import { Reasons } from '../phone/Reasons.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { MergeForm } from './MergeForm.js';
import { SplitForm } from './SplitForm.js';

/** Before it leaves a load can be divided, joined with another, or not leave at all. */
export function BeforeLeaving({ shipment, others }: { shipment: Shipment; others: Shipment[] }) {
  const { t } = useLanguage();
  const { say } = useShipmentOutbox(shipment.shipmentId);
  const [open, setOpen] = useState<'split' | 'merge' | 'cancel' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section className={styles['card']}>
      <h2>{t('phone/problem/title')}</h2>
      {open === null && (
        <div className={styles['buttons']}>
          <Button size="md" variant="light" onClick={() => setOpen('split')}>
            {t('phone/split/open')}
          </Button>
          {others.length > 0 && (
            <Button size="md" variant="light" onClick={() => setOpen('merge')}>
              {t('phone/merge/open')}
            </Button>
          )}
          <p className={styles['soft']}>{t('phone/problem/hint')}</p>
          <Button size="md" variant="light" color="red" onClick={() => setOpen('cancel')}>
            {t('phone/problem/cannot')}
          </Button>
        </div>
      )}
      {open === 'split' && <SplitForm shipment={shipment} close={close} />}
      {open === 'merge' && <MergeForm shipment={shipment} others={others} close={close} />}
      {open === 'cancel' && (
        <Reasons
          title={t('phone/problem/whyNot')}
          reasons={['breakdown', 'driver', 'goods', 'road'].map((code) => t(`phone/problem/reason/${code}`))}
          send={t('phone/problem/cancel')}
          isDanger
          done={(reason) => {
            close();
            void say('cancellations', `${shipment.shipmentId}/cancelled`, { reason });
          }}
          cancel={close}
        />
      )}
    </section>
  );
}
