import { IconPlugConnectedX } from '@tabler/icons-react';
import { formatDuration } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { useLive } from '../live/live-context.js';
import { useConnectionState } from '../live/use-connection-state.js';
import { useNow } from '../live/use-now.js';
import styles from './StaleBanner.module.css';

/** Across the page when nothing came through for long: no figure may then be taken for the present. */
export function StaleBanner() {
  const { t, language } = useLanguage();
  const state = useConnectionState();
  const { lastMessageAt } = useLive(({ connection }) => connection);
  const { offset } = useLive(({ clock }) => clock);
  const now = useNow();
  if (state !== 'stale' || lastMessageAt === null) return null;
  return (
    <p className={styles['banner']} role="alert">
      <IconPlugConnectedX size={20} aria-hidden />
      {t('connection/staleBanner', { age: formatDuration(now - offset - lastMessageAt, language) })}
    </p>
  );
}
