import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Ask } from '../phone/Ask.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { BreakdownForm } from './BreakdownForm.js';
import { ReturnForm } from './ReturnForm.js';
import { TransferForm } from './TransferForm.js';

type Trouble = 'stopped' | 'again' | 'transfer' | 'return';

/** What can happen between the ramp and the market, and what to say of it. */
export function OnTheRoad({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const { waiting, sent, say, idOf } = useShipmentOutbox(shipment.shipmentId, shipment.revision);
  const [open, setOpen] = useState<Trouble | null>(null);
  const close = (): void => setOpen(null);
  // What was tapped here counts before the list has heard of it.
  const last = [...sent, ...waiting].findLast(({ deed }) => deed === 'breakdowns' || deed === 'transfers');
  const isFresh =
    last !== undefined &&
    (waiting.includes(last) || last.at > Date.parse(shipment.breakdown?.time ?? '1970'));
  const isBroken = isFresh ? last.deed === 'breakdowns' : Boolean(shipment.breakdown);
  const troubles: Trouble[] = [isBroken ? 'again' : 'stopped', 'transfer', 'return'];
  return (
    <section className={styles['card']}>
      <h2>{t('phone/problem/title')}</h2>
      {open === null && (
        <>
          <p className={styles['soft']}>{t('phone/onRoad/hint')}</p>
          <div className={styles['buttons']}>
            {troubles.map((trouble) => (
              <Button
                key={trouble}
                size="md"
                variant={trouble === 'again' ? 'filled' : 'light'}
                onClick={() => setOpen(trouble)}
              >
                {t(`phone/onRoad/${trouble}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      {open === 'stopped' && <BreakdownForm shipment={shipment} close={close} />}
      {open === 'transfer' && <TransferForm shipment={shipment} close={close} />}
      {open === 'return' && <ReturnForm shipment={shipment} close={close} />}
      {open === 'again' && (
        <Ask
          question={t('phone/onRoad/askAgain')}
          yes={t('phone/onRoad/yesAgain')}
          done={() => {
            close();
            void say('transfers', idOf('transfers'), {});
          }}
          cancel={close}
        />
      )}
    </section>
  );
}
