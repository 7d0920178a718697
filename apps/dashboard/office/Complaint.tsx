import type { Fault } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Parts.module.css';

/** What was refused, and each thing that is wrong. */
export function Complaint({ text, faults = [] }: { text: string | null; faults?: Fault[] }) {
  const { say } = useLanguage();
  if (!text) return null;
  return (
    <div role="alert" className={styles['complaint']}>
      <strong>{text}</strong>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault, index) => (
            <li key={index}>{say(fault.text)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
