import { Skeleton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBuildingWarehouse,
  IconClipboardList,
  IconRoute,
  IconSeedling,
  IconTruckDelivery,
  type TablerIcon,
} from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import { formatPercent } from '../format/number.js';
import { formatQuantity, quantityParts } from '../format/quantity.js';
import { HelpButton } from '../help/HelpButton.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Figure.module.css';
import type { FigureName, Totals } from './totals.js';

const icons: Record<FigureName, TablerIcon> = {
  onHand: IconBuildingWarehouse,
  need: IconClipboardList,
  allocated: IconRoute,
  shortfall: IconAlertTriangle,
  surplus: IconSeedling,
  inTransit: IconTruckDelivery,
};

interface FigureProps {
  name: FigureName;
  totals: Totals;
  commodity: string | null;
  /** False until the first snapshot: nothing known is not zero. */
  known: boolean;
}

export function Figure({ name, totals, commodity, known }: FigureProps) {
  const { t, language } = useLanguage();
  const Icon = icons[name];
  const style = { compact: true, ...(commodity !== null && { commodity }) };
  const names = useNames();
  const [first = commodity === null ? 'g' : names.unitOf(commodity), ...others] = totals.units;
  const main = quantityParts(totals.sums[name][first] ?? 0, first, language, style);
  const need = totals.sums.need[first] ?? 0;
  const part = name === 'allocated' || name === 'shortfall' ? (totals.sums[name][first] ?? 0) / need : null;
  const said = (ratio: number): string => formatPercent(Math.min(1, ratio), language);
  const more = others.filter((unit) => (totals.sums[name][unit] ?? 0) > 0);
  return (
    <div
      className={styles['figure']}
      data-name={name}
      data-zero={(totals.sums[name][first] ?? 0) === 0 || undefined}
    >
      <dt className={styles['label']}>
        <Icon size={18} stroke={1.8} aria-hidden />
        {t(`headline/${name}`)}
        <HelpButton topic={name} />
      </dt>
      <dd className={styles['value']}>
        {known ? (
          <>
            {main.value} <span className={styles['unit']}>{main.unit}</span>
            {part !== null && need > 0 && (
              <span className={styles['part']} title={t('headline/ofNeed', { percent: said(part) })}>
                {said(part)}
                <span className="visually-hidden">{t('headline/ofNeed', { percent: '' })}</span>
              </span>
            )}
          </>
        ) : (
          <Skeleton height={30} width="70%" />
        )}
      </dd>
      <dd className={styles['more']}>
        {more.map((unit) => (
          <span key={unit}>+ {formatQuantity(totals.sums[name][unit] ?? 0, unit, language, style)}</span>
        ))}
      </dd>
    </div>
  );
}
