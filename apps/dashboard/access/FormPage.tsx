import type { FormEvent, ReactNode } from 'react';
import styles from './Access.module.css';

interface FormPageProps {
  title: string;
  subtitle?: string | undefined;
  complaint: string | null;
  onSubmit: (event: FormEvent) => void;
  children: ReactNode;
}

/** One question a screen: a narrow card in the middle. */
export function FormPage({ title, subtitle, complaint, onSubmit, children }: FormPageProps) {
  return (
    <form className={styles['card']} onSubmit={onSubmit}>
      <h1 className={styles['title']}>{title}</h1>
      {subtitle && <p className={styles['hint']}>{subtitle}</p>}
      {children}
      {complaint && (
        <p role="alert" className={styles['complaint']}>
          {complaint}
        </p>
      )}
    </form>
  );
}
