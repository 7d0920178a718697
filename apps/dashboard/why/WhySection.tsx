import type { ReactNode } from 'react';
import styles from './WhySection.module.css';

export function WhySection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <h3 className={styles['title']}>{title}</h3>
      {children}
    </section>
  );
}
