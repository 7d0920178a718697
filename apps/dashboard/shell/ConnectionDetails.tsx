import { formatDuration } from '../format/duration.js';
import { formatClock } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { isSkewed } from '../live/clock.js';
import { useLive } from '../live/live-context.js';
import { useNow } from '../live/use-now.js';
import styles from './ConnectionDetails.module.css';

export function ConnectionDetails() {
  const { t, language } = useLanguage();
  const { lastEventAt, lastMessageAt } = useLive((state) => state.connection);
  const clock = useLive((state) => state.clock);
  const unreadable = useLive((state) => state.unreadable);
  const now = useNow();
  const age = (at: number): string => formatDuration(now - clock.offset - at, language);
  return (
    <ul className={styles['details']}>
      <li className={styles['clock']}>{formatClock(now, language)}</li>
      <li>
        {lastEventAt === null
          ? t('connection/noEvent')
          : t('connection/lastEvent', { age: age(lastEventAt) })}
      </li>
      {lastMessageAt !== null && <li>{t('connection/lastMessage', { age: age(lastMessageAt) })}</li>}
      {isSkewed(clock) && (
        <li>
          {t(clock.offset > 0 ? 'connection/clockBehind' : 'connection/clockAhead', {
            span: formatDuration(Math.abs(clock.offset), language),
          })}
        </li>
      )}
      {unreadable > 0 && <li>{t('connection/unreadable', { count: unreadable })}</li>}
    </ul>
  );
}
