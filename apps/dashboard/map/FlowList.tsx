import { useComputedColorScheme } from '@mantine/core';
import { useNames } from '../api/registry.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { commodityLook } from '../theme/commodity.js';
import styles from './FlowList.module.css';
import type { Flow } from './flows.js';
import { StageLine } from './StageLine.js';

const rowsMax = 6;

/** The heaviest flows in words: the map for those who cannot see it, and its figures for those who can. */
export function FlowList({ flows }: { flows: readonly Flow[] }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const scheme = useComputedColorScheme('light');
  return (
    <ol className={styles['list']} aria-label={t('map/listTitle')}>
      {flows.slice(0, rowsMax).map((flow) => (
        <li key={flow.key} className={styles['flow']}>
          <StageLine stage={flow.stage} colour={commodityLook(flow.commodity)[scheme]} />
          <span className={styles['words']}>
            <span className={styles['to']}>
              {names.commodity(flow.commodity)} → {names.region(flow.destination)}
            </span>
            <span className={styles['stage']}>{t(`map/${flow.stage}`)}</span>
          </span>
          <strong>
            {formatQuantity(flow.quantity, flow.unit, language, { compact: true, commodity: flow.commodity })}
          </strong>
        </li>
      ))}
    </ol>
  );
}
