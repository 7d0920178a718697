import type { ReactNode } from 'react';
import type { Reason } from '../api/types.js';
import styles from './Behind.module.css';
import { ReasonList } from './ReasonList.js';

interface BehindProps {
  name: string;
  figure: string;
  figureName: string;
  /** Further facts; empty ones are left out. */
  parts: string[];
  reasons: readonly Reason[] | undefined;
  commodity: string;
  children?: ReactNode;
}

/** One demand or lot behind a figure, with its own reasons. */
export function Behind({ name, figure, figureName, parts, reasons = [], commodity, children }: BehindProps) {
  return (
    <div className={styles['behind']}>
      <p className={styles['head']}>
        <span className={styles['name']}>{name}</span>
        <span>
          <span className={styles['label']}>{figureName}</span> {figure}
        </span>
      </p>
      <p className={styles['parts']}>{parts.filter(Boolean).join(' · ')}</p>
      {reasons.length > 0 && <ReasonList reasons={reasons} commodity={commodity} />}
      {children}
    </div>
  );
}
