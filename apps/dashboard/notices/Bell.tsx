import { IconBell } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { linkTo } from '../shell/route.js';
import styles from './Bell.module.css';
import { popUp } from './popups.js';
import { useNoticeSummary } from './use-notice-summary.js';

const shownMax = 99;

/** How much is unread, and the way to it; and what wants to be on the screen. */
export function Bell() {
  const { t, say } = useLanguage();
  const summary = useNoticeSummary();
  const popups = summary?.popups;
  useEffect(() => {
    if (popups === undefined) return;
    void popUp(popups, ({ severity, code, text }) => ({
      title: `${t(`alerts/${severity}`)} · ${t(`alerts/code/${code}`, { defaultValue: code })}`,
      body: say(text),
    }));
  }, [popups, t, say]);
  if (!summary) return null;
  const { unread } = summary;
  const label = unread > 0 ? t('shell/unread', { count: unread }) : t('shell/noUnread');
  return (
    <a className={styles['bell']} href={linkTo('notices')} aria-label={label} title={label}>
      <IconBell size={22} stroke={1.7} aria-hidden />
      {unread > 0 && (
        <span className={styles['count']} aria-hidden>
          {unread > shownMax ? `${shownMax}+` : unread}
        </span>
      )}
    </a>
  );
}
