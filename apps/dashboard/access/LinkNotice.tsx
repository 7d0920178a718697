import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatMoment } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Access.module.css';
import type { Invited } from './session.js';

/** A one-time link, shown this once, to be handed over by whoever asked for it. */
export function LinkNotice({ invited, close }: { invited: Invited; close: () => void }) {
  const { t, language } = useLanguage();
  const [isCopied, setCopied] = useState(false);
  const link = `${location.origin}${invited.link.path}`;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <section className={styles['notice']} aria-label={t('access/people/link')}>
      <p>
        <strong>{t('access/people/linkFor', { name: invited.person.name })}</strong>{' '}
        {t('access/people/linkHint', {
          until: formatMoment(Date.parse(invited.link.expiresAt), language),
        })}
      </p>
      <code className={styles['link']}>{link}</code>
      <div className={styles['actions']}>
        <Button size="sm" onClick={() => void copy().catch(() => setCopied(false))}>
          {t(isCopied ? 'access/people/copied' : 'access/people/copy')}
        </Button>
        <Button size="sm" variant="subtle" onClick={close}>
          {t('common/close')}
        </Button>
      </div>
    </section>
  );
}
