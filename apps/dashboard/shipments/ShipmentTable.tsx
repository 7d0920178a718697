import type { Shipment } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { useLanguage } from '../i18n/use-language.js';
import { ShipmentTableRow } from './ShipmentTableRow.js';
import styles from './ShipmentTable.module.css';

const columns = ['status', 'route', 'dates', 'load', 'vehicles', 'shipment'] as const;

export function ShipmentTable({ shipments }: { shipments: Tracked<Shipment>[] }) {
  const { t } = useLanguage();
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('shipments/title')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`shipments/${name}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('common/why')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shipments.map(({ thing }) => (
            <ShipmentTableRow key={thing.shipmentId} shipment={thing} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
