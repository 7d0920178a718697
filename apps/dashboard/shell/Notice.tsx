import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  icon: TablerIcon;
  title: string;
  hint?: string;
  /** It is all there is on the page, so its title is the page’s heading. */
  alone?: boolean;
  /** Read out at once: something failed. */
  alert?: boolean;
  children?: ReactNode;
}

/** What stands where data would be: empty, failed or not found, and what to do about it. */
export function Notice({ icon: Icon, title, hint, alone, alert, children }: NoticeProps) {
  return (
    <div className={styles['notice']} role={alert ? 'alert' : undefined}>
      <span className={styles['icon']} data-alert={alert || undefined}>
        <Icon size={26} stroke={1.6} aria-hidden />
      </span>
      {alone ? <h1 className={styles['title']}>{title}</h1> : <p className={styles['title']}>{title}</p>}
      {hint && <p className={styles['hint']}>{hint}</p>}
      {children}
    </div>
  );
}
