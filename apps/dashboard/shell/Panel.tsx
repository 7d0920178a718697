import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  title: string;
  subtitle?: ReactNode;
  /** Controls at the right of the title. */
  tools?: ReactNode;
  /** Its heading is for screen readers only: the page's own says the same. */
  alone?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

export function Panel({ title, subtitle, tools, alone = false, className = '', children }: PanelProps) {
  const heading = useId();
  return (
    <section className={`${styles['panel']} ${className}`} aria-labelledby={heading}>
      <div className={styles['head']}>
        <div className={alone ? 'visually-hidden' : styles['titles']}>
          <h2 id={heading} className={styles['title']}>
            {title}
          </h2>
          {subtitle && <p className={styles['subtitle']}>{subtitle}</p>}
        </div>
        {tools && <div className={styles['tools']}>{tools}</div>}
      </div>
      {children}
    </section>
  );
}
