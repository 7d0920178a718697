import {
  IconBan,
  IconBulb,
  IconCalendarX,
  IconCircleCheck,
  IconCircleX,
  IconFlagCheck,
  IconHandStop,
  IconMailForward,
  IconPackageImport,
  IconRoad,
  IconTruckDelivery,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ShipmentStatus } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './StatusBadge.module.css';

const icons: Record<ShipmentStatus, TablerIcon> = {
  recommended: IconBulb,
  offered: IconMailForward,
  accepted: IconCircleCheck,
  dispatched: IconTruckDelivery,
  in_transit: IconRoad,
  received: IconPackageImport,
  closed: IconFlagCheck,
  declined: IconHandStop,
  expired: IconCalendarX,
  withdrawn: IconCircleX,
  cancelled: IconBan,
};

/** Sign, colour and word together: none of them alone. */
export function StatusBadge({ status }: { status: ShipmentStatus }) {
  const { t } = useLanguage();
  const Icon = icons[status] ?? IconBulb;
  return (
    <span className={styles['badge']} data-status={status}>
      <Icon size={16} stroke={1.9} aria-hidden />
      {t(`status/${status}`)}
    </span>
  );
}
