import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconCloudUpload, IconLock } from '@tabler/icons-react';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { linkTo } from '../shell/route.js';
import type { Entry } from './outbox.js';
import styles from './Phone.module.css';
import { dropEntry, useOutbox } from './use-outbox.js';

/** What this phone has not got through yet, and why. */
export function OutboxNote() {
  const { t } = useLanguage();
  const { entries, isSending, isSignedOut } = useOutbox();
  const waiting = entries.filter(({ state, deed }) => state === 'waiting' && deed !== 'locations').length;
  if (waiting === 0) return null;
  if (isSignedOut)
    return (
      <div className={styles['note']} data-tone="bad" role="alert">
        <IconLock size={20} aria-hidden />
        <div>
          <p>{t('phone/signedOut', { count: waiting })}</p>
          <div className={styles['noteActions']}>
            <Button component="a" href={linkTo('signIn')}>
              {t('access/signIn')}
            </Button>
          </div>
        </div>
      </div>
    );
  return (
    <div className={styles['note']} data-tone="waiting" role="status">
      <IconCloudUpload size={20} aria-hidden />
      <div>{t(isSending ? 'phone/sending' : 'phone/waiting', { count: waiting })}</div>
    </div>
  );
}

/** What is read is not of now: said, so that nobody takes it for the present. */
export function KeptNote({ keptAt }: { keptAt: string | null }) {
  const { t, language } = useLanguage();
  if (keptAt === null) return null;
  return (
    <div className={styles['note']} data-tone="waiting" role="status">
      <IconCloudOff size={20} aria-hidden />
      <div>{t('phone/kept', { at: formatStamp(keptAt, language) })}</div>
    </div>
  );
}

/** What somebody tapped, told as they know it. */
export function useDeedText(): (entry: Entry) => string {
  const { t } = useLanguage();
  return ({ deed, body }) => {
    const { response } = body as { response?: string };
    return t(response ? `phone/deed/${response}` : `phone/deed/${deed}`);
  };
}

/** Of one shipment: tapped and not sent, or sent and refused, with what can be done. */
export function EntryNotes({ waiting, refused }: { waiting: Entry[]; refused: Entry[] }) {
  const { t, say, language } = useLanguage();
  const deedText = useDeedText();
  return (
    <>
      {waiting.map((entry) => (
        <div key={entry.id} className={styles['note']} data-tone="waiting" role="status">
          <IconCloudUpload size={20} aria-hidden />
          <div>
            <strong>{t('phone/notSent', { deed: deedText(entry) })}</strong>
            <p>{t('phone/tappedAt', { at: formatStamp(new Date(entry.at).toISOString(), language) })}</p>
          </div>
        </div>
      ))}
      {refused.map((entry) => (
        <div key={entry.id} className={styles['note']} data-tone="bad" role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <div>
            <strong>{t('phone/refused', { deed: deedText(entry) })}</strong>
            <p>{say(entry.refusal?.text)}</p>
            <p>{t(`phone/todo/${entry.refusal?.code}`, { defaultValue: t('phone/todo/other') })}</p>
            <div className={styles['noteActions']}>
              <Button variant="light" color="red" onClick={() => void dropEntry(entry.id)}>
                {t('phone/understood')}
              </Button>
            </div>
          </div>
        </div>
      ))}
    </>
  );
}
