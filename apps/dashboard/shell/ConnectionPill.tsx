import { Popover } from '@mantine/core';
import { IconLoader2, IconPlugConnectedX, IconRefresh, type TablerIcon } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';
import type { ConnectionState } from '../live/connection.js';
import { useConnectionState } from '../live/use-connection-state.js';
import { ConnectionDetails } from './ConnectionDetails.js';
import styles from './ConnectionPill.module.css';

const icons: Partial<Record<ConnectionState, TablerIcon>> = {
  connecting: IconLoader2,
  reconnecting: IconRefresh,
  stale: IconPlugConnectedX,
};

/** How live the page is, always in sight; a press tells the details. */
export function ConnectionPill() {
  const { t } = useLanguage();
  const state = useConnectionState();
  const Icon = icons[state];
  return (
    <Popover position="bottom-end" withArrow shadow="md" width={300} trapFocus={false}>
      <Popover.Target>
        <button type="button" className={styles['pill']} data-state={state} title={t('connection/details')}>
          {Icon ? <Icon size={16} stroke={2} aria-hidden /> : <span className={styles['dot']} aria-hidden />}
          <span role="status">{t(`connection/${state}`)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles['details']}>
        <ConnectionDetails />
      </Popover.Dropdown>
    </Popover>
  );
}
