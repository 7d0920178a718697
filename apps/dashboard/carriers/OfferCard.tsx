import { Button } from '@mantine/core';
import { IconCircleCheck, IconClockHour4 } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDuration } from '../format/duration.js';
import type { Language } from '../format/language.js';
import { formatMoment, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useNow } from '../live/use-now.js';
import { Goods } from '../phone/Goods.js';
import styles from '../phone/Phone.module.css';
import { EntryNotes } from '../phone/PhoneNotes.js';
import { Reasons } from '../phone/Reasons.js';
import { TripFacts, TripPlaces } from '../phone/Trip.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { CounterForm } from './CounterForm.js';
import type { Opening } from './offer.js';

const soonMs = 15 * 60_000;

/** One offer: what, from where to where, when, with what, for how much; and the answer. */
export function OfferCard({ opening }: { opening: Opening }) {
  const { t, language } = useLanguage();
  const { shipment, offer, key } = opening;
  const [asks, setAsks] = useState<'decline' | 'counter' | null>(null);
  const { waiting, refused, sent, say } = useShipmentOutbox(shipment.shipmentId);
  const answer = (response: string, more: object = {}): void => {
    setAsks(null);
    void say('responses', `${key}/${response}`, { response, ...more });
  };
  const isAnswered = [...waiting, ...sent].some(({ id }) => id.startsWith(`${key}/`));
  const isCountered = offer?.status === 'countered';
  return (
    <article className={styles['card']}>
      <div className={styles['head']}>
        <h2>
          <TripPlaces shipment={shipment} />
        </h2>
        {offer ? <Deadline at={offer.counter?.deadline ?? offer.deadline} /> : null}
      </div>
      <Goods shipment={shipment} />
      <TripFacts shipment={shipment} {...(offer && { vehicles: offer.vehicles, rupiah: offer.rupiah })} />
      <p className={styles['soft']}>{shipment.shipmentId}</p>
      <EntryNotes waiting={waiting} refused={refused} />
      {isCountered && (
        <div className={styles['note']} data-tone="waiting">
          <IconClockHour4 size={20} aria-hidden />
          <div>
            {t('phone/offer/countered', {
              until: formatMoment(toEpoch(offer.counter?.deadline) ?? 0, language),
            })}
          </div>
        </div>
      )}
      {isAnswered && waiting.length === 0 && !isCountered && (
        <div className={styles['note']} data-tone="good" role="status">
          <IconCircleCheck size={20} aria-hidden />
          <div>{t('phone/offer/answered')}</div>
        </div>
      )}
      {!isAnswered && !isCountered && asks === null && (
        <div className={styles['buttons']}>
          <Button size="lg" onClick={() => answer('accepted')}>
            {t('phone/offer/accept')}
          </Button>
          <div className={styles['pair']}>
            <Button size="md" variant="light" disabled={!offer} onClick={() => setAsks('counter')}>
              {t('phone/offer/counter')}
            </Button>
            <Button size="md" variant="subtle" color="red" onClick={() => setAsks('decline')}>
              {t('phone/offer/decline')}
            </Button>
          </div>
        </div>
      )}
      {asks === 'decline' && (
        <Reasons
          title={t('phone/offer/whyNot')}
          reasons={['full', 'price', 'time', 'vehicle'].map((code) => t(`phone/offer/reason/${code}`))}
          send={t('phone/offer/sendDecline')}
          isDanger
          done={(reason) => answer('declined', { reason })}
          cancel={() => setAsks(null)}
        />
      )}
      {asks === 'counter' && offer && (
        <CounterForm
          offer={offer}
          shipment={shipment}
          done={(counter) => answer('countered', counter)}
          cancel={() => setAsks(null)}
        />
      )}
    </article>
  );
}

function Deadline({ at }: { at: string }) {
  const { t, language } = useLanguage();
  const left = (toEpoch(at) ?? 0) - useNow();
  return (
    <span className={styles['deadline']} data-soon={left < soonMs || undefined}>
      <IconClockHour4 size={17} aria-hidden />
      {left > 0 ? t('phone/offer/left', { span: timeLeft(left, language) }) : t('phone/offer/over')}
    </span>
  );
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Counts down to the minute, and to the second in the last quarter of an hour. */
function timeLeft(left: number, language: Language): string {
  const [greater, rest] = left >= hourMs ? [hourMs, minuteMs] : [minuteMs, 1_000];
  const small = Math.floor((left % greater) / rest) * rest;
  const isRough = left >= 24 * hourMs || (left < hourMs && left >= soonMs) || small === 0;
  const whole = formatDuration(left, language);
  return isRough ? whole : `${whole} ${formatDuration(small, language)}`;
}
