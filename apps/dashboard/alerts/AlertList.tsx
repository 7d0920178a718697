import { IconShieldCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import styles from './AlertList.module.css';
import { AlertRow } from './AlertRow.js';
import { orderAlerts } from './order.js';

const shownAtFirst = 4;

export function AlertList() {
  const { t } = useLanguage();
  const alerts = useBoard((board) => board.alerts);
  const complete = useBoard((board) => board.complete);
  const [all, setAll] = useState(false);
  const ordered = useMemo(() => orderAlerts(alerts.values()), [alerts]);
  const rest = ordered.length - shownAtFirst;
  return (
    <Panel
      title={t('alerts/title')}
      tools={ordered.length > 0 && <span className={styles['count']}>{ordered.length}</span>}
    >
      {!complete && ordered.length === 0 && <Loading rows={2} />}
      {complete && ordered.length === 0 && (
        <Notice icon={IconShieldCheck} title={t('alerts/empty')} hint={t('alerts/emptyHint')} />
      )}
      <ul className={styles['list']} data-all={all || undefined}>
        {ordered.slice(0, all ? undefined : shownAtFirst).map(({ thing, factAt, seenAt }) => (
          <AlertRow key={thing.alertId} alert={thing} at={factAt ?? seenAt} />
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className={styles['more']} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('alerts/less') : t('alerts/more', { count: rest })}
        </button>
      )}
    </Panel>
  );
}
