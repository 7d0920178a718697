import { useComputedColorScheme } from '@mantine/core';
import { commodityLook } from './commodity.js';
import styles from './CommodityMark.module.css';

/** The commodity's sign in its colour; its name always stands beside it. */
export function CommodityMark({ code, size = 18 }: { code: string; size?: number }) {
  const look = commodityLook(code);
  const scheme = useComputedColorScheme('light');
  const Icon = look.icon;
  return (
    <span className={styles['mark']} style={{ color: look[scheme], width: size + 10, height: size + 10 }}>
      <Icon size={size} stroke={1.9} aria-hidden />
    </span>
  );
}
