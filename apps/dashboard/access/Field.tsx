import { useId, type ComponentProps } from 'react';
import styles from './Access.module.css';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
}

/** One question of a form, with its label above and help below. */
export function Field({ label, hint, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} required aria-describedby={hint ? `${id}-hint` : undefined} />
      {hint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
}
