import { IconBan } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import type { Rejected } from '../api/types.js';
import { formatMoment, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Mend } from './Mend.js';
import { faultSentence, faultsOf, kindOf } from './fault.js';
import { pretty } from './pretty.js';
import styles from './RejectedRow.module.css';

export function RejectedRow({ item }: { item: Rejected }) {
  const speech = useLanguage();
  const { t, language, say } = speech;
  const names = useNames();
  const received = toEpoch(item.receivedAt);
  const { origin } = item;
  const reason = say(item.text) || t('rejected/noReason');
  const kind = kindOf(item.type);
  // A single fault is often the reason itself.
  const faults = faultsOf(item.details).filter(({ text }) => say(text) !== reason);
  return (
    <li className={styles['row']}>
      <IconBan className={styles['icon']} size={20} stroke={1.9} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['reason']}>
          {reason} <code className={styles['code']}>{item.code}</code>
        </p>
        {faults.length > 0 && (
          <ul className={styles['faults']} aria-label={t('desk/fault/title')}>
            {faults.map((fault, index) => (
              <li key={index}>
                {faultSentence(fault, speech)}{' '}
                <code className={styles['raw']}>
                  {fault.code}
                  {fault.path && ` · ${fault.path}`}
                </code>
              </li>
            ))}
          </ul>
        )}
        <p className={styles['meta']}>
          <span>
            {t(`rejected/states/${item.state}`)}
            {item.resolvedBy && ` ${t('rejected/by')} ${names.party(item.resolvedBy)}`}
          </span>
          <span>{item.party ? names.party(item.party) : t('rejected/unknownParty')}</span>
          <span>
            {kind === null
              ? t('rejected/unknownType')
              : t(`event/${kind}`, { defaultValue: t('event/other') })}{' '}
            {item.type && <code className={styles['raw']}>{item.type}</code>}
          </span>
          {item.eventId && (
            <span>
              {t('rejected/eventId')} {item.eventId}
            </span>
          )}
          {received !== null && <span>{formatMoment(received, language)}</span>}
        </p>
        <details className={styles['details']}>
          <summary>{t('rejected/details')}</summary>
          {origin && <p className={styles['meta']}>{t('rejected/origin', { ...origin })}</p>}
          {faults.length === 0 && hasContent(item.details) && (
            <pre className={styles['payload']}>{pretty(item.details)}</pre>
          )}
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
