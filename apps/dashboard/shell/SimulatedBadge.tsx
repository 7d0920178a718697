import { Tooltip } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';
import styles from './SimulatedBadge.module.css';

/** Nobody may take the simulator's figures for reports. */
export function SimulatedBadge() {
  const { t } = useLanguage();
  return (
    <Tooltip label={t('shell/simulatedHint')} multiline w={260}>
      <span className={styles['badge']} tabIndex={0} role="note">
        <IconFlask size={15} stroke={2} aria-hidden />
        <span className={styles['text']}>{t('shell/simulated')}</span>
      </span>
    </Tooltip>
  );
}
