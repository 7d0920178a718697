import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Parts.module.css';

interface SecretProps {
  title: string;
  hint: string;
  value: string;
  copyLabel: string;
  close: () => void;
}

/** Something that is shown this once, to be kept or handed over by whoever sees it. */
export function Secret({ title, hint, value, copyLabel, close }: SecretProps) {
  const { t } = useLanguage();
  return (
    <section className={styles['secret']} aria-label={title}>
      <p>
        <strong>{title}.</strong> {hint}
      </p>
      <code>{value}</code>
      <div className={styles['actions']}>
        <CopyButton value={value} label={copyLabel} />
        <Button size="md" variant="subtle" onClick={close}>
          {t('office/kept')}
        </Button>
      </div>
    </section>
  );
}

export function CopyButton({ value, label }: { value: string; label: string }) {
  const { t } = useLanguage();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(value).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  return (
    // A clipboard that is closed (plain http) throws before it promises.
    <Button
      size="md"
      onClick={() =>
        void Promise.resolve()
          .then(copy)
          .catch(() => setState('failed'))
      }
    >
      {state === 'idle' ? label : t(`office/${state}`)}
    </Button>
  );
}
