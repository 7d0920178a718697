import '../phone/texts/index.js';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SessionPerson } from '../access/session.js';
import { useLanguage } from '../i18n/use-language.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { linkTo } from '../shell/route.js';
import { OutboxNote } from './PhoneNotes.js';
import styles from './Phone.module.css';
import { usePhonePerson } from './use-phone-person.js';
import { useFreshLists } from './use-fresh-lists.js';
import { useSender } from './use-outbox.js';
import { useWorker } from './use-worker.js';

/** A page of the phone: for who may report, with what waits on top, and with the sender at work. */
export function PhoneGate({ children }: { children: (person: SessionPerson) => ReactNode }) {
  const { t } = useLanguage();
  const person = usePhonePerson();
  useWorker();
  useSender(person?.id);
  useFreshLists();
  if (person === undefined) return <Loading />;
  if (person === null || !person.permissions.includes('shipments:report'))
    return (
      <Notice icon={IconLock} title={t('phone/notAllowed')} hint={t('phone/notAllowedHint')}>
        {person === null && (
          <Button component="a" href={linkTo('signIn')}>
            {t('access/signIn')}
          </Button>
        )}
      </Notice>
    );
  return (
    <div className={styles['page']}>
      <OutboxNote />
      {children(person)}
    </div>
  );
}
