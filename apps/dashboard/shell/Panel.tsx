import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  title: string;
  subtitle?: ReactNode;
  /** Controls at the right of the title. */
  tools?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

export function Panel({ title, subtitle, tools, className = '', children }: PanelProps) {
  const heading = useId();
  return (
    <section className={`${styles['panel']} ${className}`} aria-labelledby={heading}>
      <div className={styles['head']}>
        <div className={styles['titles']}>
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
