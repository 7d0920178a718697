import { IconPlugConnectedX } from '@tabler/icons-react';
import { formatDuration } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { useLive } from '../live/live-context.js';
import { useConnectionState } from '../live/use-connection-state.js';
import { useNow } from '../live/use-now.js';
import styles from './StaleBanner.module.css';

/** A server that is only starting answers within this time. */
const patienceMs = 5_000;

/** Across the page when nothing comes through: no figure may then be taken for the present. */
export function StaleBanner() {
  const { t, language } = useLanguage();
  const state = useConnectionState();
  const { lastMessageAt, lostAt } = useLive(({ connection }) => connection);
  const { offset } = useLive(({ clock }) => clock);
  const now = useNow() - offset;
  const stale = state === 'stale' && lastMessageAt !== null;
  const notYet = state === 'connecting' && lostAt !== null && now - lostAt > patienceMs;
  if (!stale && !notYet) return null;
  return (
    <p className={styles['banner']} role="alert">
      <IconPlugConnectedX size={20} aria-hidden />
      {stale
        ? t('connection/staleBanner', { age: formatDuration(now - lastMessageAt, language) })
        : t('connection/notYet')}
    </p>
  );
}
