import { IconBan } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import type { Rejected } from '../api/types.js';
import { formatMoment, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Mend } from './Mend.js';
import { pretty } from './pretty.js';
import styles from './RejectedRow.module.css';

export function RejectedRow({ item }: { item: Rejected }) {
  const { t, language, say } = useLanguage();
  const names = useNames();
  const received = toEpoch(item.receivedAt);
  const { origin } = item;
  return (
    <li className={styles['row']}>
      <IconBan className={styles['icon']} size={20} stroke={1.9} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['reason']}>{say(item.text) || item.code}</p>
        <p className={styles['meta']}>
          <code className={styles['code']}>{item.code}</code>
          <span>
            {t(`rejected/states/${item.state}`)}
            {item.resolvedBy && ` ${t('rejected/by')} ${names.party(item.resolvedBy)}`}
          </span>
          <span>{item.party ? names.party(item.party) : t('rejected/unknownParty')}</span>
          <span>{item.type ?? t('rejected/unknownType')}</span>
          {item.eventId && (
            <span>
              {t('rejected/eventId')} {item.eventId}
            </span>
          )}
          {received !== null && <span>{formatMoment(received, language)}</span>}
        </p>
        <details className={styles['details']}>
          <summary>{t('rejected/details')}</summary>
          {origin && (
            <p className={styles['meta']}>
              {t('rejected/origin')}: {origin.topic} · {origin.partition} · {origin.offset}
            </p>
          )}
          {hasContent(item.details) && <pre className={styles['payload']}>{pretty(item.details)}</pre>}
          {item.payload === null ? (
            <p className={styles['meta']}>{t('rejected/hidden')}</p>
          ) : (
            <pre className={styles['payload']}>{pretty(item.payload)}</pre>
          )}
        </details>
        <Mend item={item} />
      </div>
    </li>
  );
}

const hasContent = (details: unknown): boolean =>
  typeof details === 'object' ? details !== null && Object.keys(details).length > 0 : Boolean(details);
