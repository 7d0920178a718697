import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle, type TablerIcon } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import type { Alert, Severity } from '../api/types.js';
import { formatDuration } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { useLiveStore } from '../live/live-context.js';
import { useNow } from '../live/use-now.js';
import { linkTo } from '../shell/route.js';
import { WhyButton } from '../why/WhyButton.js';
import { actionOf } from './action.js';
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
          {alert.commodity && alert.commodity !== '*' && `${names.commodity(alert.commodity)} · `}
          {t('common/ago', { age: formatDuration(now - at, language) })}
        </p>
        <Action alert={alert} />
      </div>
    </li>
  );
}

/** The way to where something can be done about it. */
function Action({ alert }: { alert: Alert }) {
  const { t } = useLanguage();
  const store = useLiveStore();
  const { balances, shipments } = store.getState().board;
  const action = actionOf(alert, {
    hasBalance: (key) => balances.has(key),
    hasShipment: (id) => shipments.has(id),
  });
  if (!action) return null;
  return (
    <p className={styles['action']}>
      {action.kind === 'why' ? (
        <WhyButton
          subject={action.subject}
          label={t(action.subject.kind === 'balance' ? 'alerts/do/why' : 'alerts/do/shipment')}
        />
      ) : (
        <a href={linkTo(action.page, ...action.parts)}>{t(`alerts/do/${action.verb}`)}</a>
      )}
    </p>
  );
}
