import { Button } from '@mantine/core';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Phone.module.css';

interface AskProps {
  /** What will be said, in plain words, as a question. */
  question: string;
  yes: string;
  isDanger?: boolean;
  done: () => void;
  cancel: () => void;
}

/** Once more in words before it is said. */
export function Ask({ question, yes, isDanger = false, done, cancel }: AskProps) {
  const { t } = useLanguage();
  return (
    <div className={styles['form']} role="group" aria-label={question}>
      <p className={styles['legend']}>{question}</p>
      <div className={styles['buttons']}>
        <Button size="lg" {...(isDanger && { color: 'red' })} onClick={done}>
          {yes}
        </Button>
        <Button size="md" variant="subtle" onClick={cancel}>
          {t('phone/back')}
        </Button>
      </div>
    </div>
  );
}
