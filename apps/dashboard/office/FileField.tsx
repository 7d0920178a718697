import { useId } from 'react';
import styles from './Parts.module.css';

interface FileFieldProps {
  label: string;
  hint: string;
  choose: (file: File | null) => void;
}

/** One CSV or XLSX file. */
export function FileField({ label, hint, choose }: FileFieldProps) {
  const id = useId();
  return (
    <div className={styles['file']}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className={styles['soft']}>
        {hint}
      </p>
      <input
        id={id}
        type="file"
        accept=".csv,.xlsx"
        aria-describedby={`${id}-hint`}
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
    </div>
  );
}
