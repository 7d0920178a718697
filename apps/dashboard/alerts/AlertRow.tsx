import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle, type TablerIcon } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import type { Alert, Severity } from '../api/types.js';
import { formatDuration } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { useNow } from '../live/use-now.js';
import styles from './AlertRow.module.css';

const icons: Record<Severity, TablerIcon> = {
  critical: IconAlertOctagon,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
};

export function AlertRow({ alert, at }: { alert: Alert; at: number }) {
  const { t, language, say } = useLanguage();
  const names = useNames();
  const now = useNow();
  const Icon = icons[alert.severity] ?? IconInfoCircle;
  return (
    <li className={styles['row']} data-severity={alert.severity}>
      <Icon className={styles['icon']} size={20} stroke={1.9} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['head']}>
          <span className={styles['severity']}>{t(`alerts/${alert.severity}`)}</span>
          {t(`alerts/code/${alert.code}`, { defaultValue: alert.code })}
        </p>
        <p className={styles['text']}>{say(alert.text)}</p>
        <p className={styles['meta']}>
          {alert.commodity && `${names.commodity(alert.commodity)} · `}
          {t('common/ago', { age: formatDuration(now - at, language) })}
        </p>
      </div>
    </li>
  );
}
