import { useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import { loadOf } from './load.js';
import styles from './LoadList.module.css';

export function LoadList({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const loads = loadOf(shipment);
  if (loads.length === 0) return <span className={styles['none']}>{t('shipments/noLoad')}</span>;
  return (
    <ul className={styles['loads']}>
      {loads.map((load) => (
        <li
          key={load.commodity}
          className={styles['load']}
          title={t('shipments/lines', { count: load.lines })}
        >
          <CommodityMark code={load.commodity} size={14} />
          <span>{names.commodity(load.commodity)}</span>
          <strong>{formatQuantity(load.quantity, load.unit, language, load)}</strong>
        </li>
      ))}
    </ul>
  );
}
