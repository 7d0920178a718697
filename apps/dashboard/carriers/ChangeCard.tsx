import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { formatDate, formatMoment, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Goods } from '../phone/Goods.js';
import styles from '../phone/Phone.module.css';
import { Reasons } from '../phone/Reasons.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';

const reasonsMax = 5;

/** What a new plan would have otherwise: yes or no; silence leaves the load as it is. */
export function ChangeCard({ shipment }: { shipment: Shipment }) {
  const { t, say: inWords, language } = useLanguage();
  const { waiting, sent, say } = useShipmentOutbox(shipment.shipmentId);
  const [asks, setAsks] = useState(false);
  const { change } = shipment;
  if (change?.status !== 'open') return null;
  const { changeId } = change;
  if ([...waiting, ...sent].some(({ id }) => id === `${changeId}/answer`)) return null;
  const answer = (body: object): void => void say('changes', `${changeId}/answer`, { changeId, ...body });
  return (
    <section className={styles['card']}>
      <h2>{t('phone/change/title')}</h2>
      <p>{t(`phone/change/kind/${change.kind}`)}</p>
      {change.kind === 'date' && <p>{formatDate(change.pickupDate, language)}</p>}
      {change.kind !== 'cancel' && <Goods shipment={{ ...shipment, lines: change.lines }} />}
      {change.reasons.slice(0, reasonsMax).map(({ text }, index) => (
        <p key={index} className={styles['soft']}>
          {inWords(text)}
        </p>
      ))}
      <p className={styles['soft']}>
        {t('phone/change/until', { at: formatMoment(toEpoch(change.deadline) ?? 0, language) })}
      </p>
      {asks ? (
        <Reasons
          title={t('phone/offer/whyNot')}
          reasons={[t('phone/change/loaded'), t('phone/offer/reason/full'), t('phone/offer/reason/time')]}
          send={t('phone/change/decline')}
          done={(reason) => answer({ answer: 'declined', reason })}
          cancel={() => setAsks(false)}
        />
      ) : (
        <div className={styles['buttons']}>
          <Button size="lg" onClick={() => answer({ answer: 'accepted' })}>
            {t('phone/change/accept')}
          </Button>
          <Button size="md" variant="light" onClick={() => setAsks(true)}>
            {t('phone/change/decline')}
          </Button>
        </div>
      )}
    </section>
  );
}
