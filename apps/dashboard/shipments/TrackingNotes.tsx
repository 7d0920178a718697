import {
  IconClockExclamation,
  IconClockHour4,
  IconEngineOff,
  IconMapPinCheck,
  IconTemperature,
  IconWifiOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Shipment } from '../api/types.js';
import { formatDuration } from '../format/duration.js';
import { formatNumber } from '../format/number.js';
import { formatMoment, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './TrackingNotes.module.css';

const minuteMs = 60_000;

/** When it is expected, and what was noticed on the road; nothing before it leaves. */
export function TrackingNotes({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const { tracking, breakdown, status } = shipment;
  const isMoving = status === 'dispatched' || status === 'in_transit';
  const at = (time: string): string => formatMoment(toEpoch(time) ?? 0, language);
  const degrees = (celsius: number): string => formatNumber(celsius, language);
  const notes: ReactNode[] = [];
  if (isMoving && breakdown)
    notes.push(
      <p key="breakdown" data-tone="bad">
        <IconEngineOff size={20} aria-hidden />
        {t('tracking/broken', {
          at: at(breakdown.time),
          reason: [breakdown.reason, breakdown.place].filter(Boolean).join(' · '),
        })}
      </p>,
    );
  if (isMoving && tracking?.arrivedAt)
    notes.push(
      <p key="arrived" data-tone="good">
        <IconMapPinCheck size={20} aria-hidden />
        {t('tracking/arrived', { at: at(tracking.arrivedAt) })}
      </p>,
    );
  else if (isMoving && tracking?.estimate) {
    const { p10, p50, p90 } = tracking.estimate;
    notes.push(
      <p key="estimate">
        <IconClockHour4 size={20} aria-hidden />
        <span>
          <strong>{t('tracking/expected', { at: at(p50) })}</strong>
          <br />
          {t('tracking/range', { from: at(p10), to: at(p90) })}
        </span>
      </p>,
    );
  }
  if (isMoving && tracking?.lateMinutes)
    notes.push(
      <p key="late" data-tone="bad">
        <IconClockExclamation size={20} aria-hidden />
        {t('tracking/late', {
          span: formatDuration(tracking.lateMinutes * minuteMs, language),
        })}
      </p>,
    );
  if (isMoving && tracking?.silentSince)
    notes.push(
      <p key="silent" data-tone="warn">
        <IconWifiOff size={20} aria-hidden />
        {t('tracking/silent', { at: at(tracking.silentSince) })}
      </p>,
    );
  // What was warm on the way matters at the receipt and after it.
  for (const { start, end, peakCelsius, minCelsius, maxCelsius } of tracking?.excursions ?? [])
    notes.push(
      <p key={start} data-tone="bad">
        <IconTemperature size={20} aria-hidden />
        <span>
          {t('tracking/warm', {
            peak: degrees(peakCelsius),
            min: degrees(minCelsius),
            max: degrees(maxCelsius),
            at: at(start),
          })}{' '}
          ({end === null ? t('tracking/goesOn') : t('tracking/until', { at: at(end) })})
        </span>
      </p>,
    );
  if (notes.length === 0) return null;
  return (
    <section className={styles['notes']} aria-label={t('tracking/title')}>
      {notes}
    </section>
  );
}
