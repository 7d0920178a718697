import { ActionIcon } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { leave, startOver, useSession } from '../access/session.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './AccountLink.module.css';
import { linkTo } from './route.js';

/** Who is logged in and the way out, or the way in. */
export function AccountLink() {
  const { t } = useLanguage();
  const session = useSession();
  if (!session) return null;
  const { person } = session;
  const label = person ? t('access/account', { name: person.name }) : t('access/signIn');
  const mayLose = (count: number): boolean => confirm(t('access/unsent', { count }));
  const out = (): void => void leave('/v1/session', mayLose).catch(() => startOver());
  return (
    <>
      <a
        className={styles['link']}
        href={linkTo(person ? 'account' : 'signIn')}
        aria-label={label}
        title={label}
      >
        <IconUserCircle size={22} stroke={1.7} aria-hidden />
        <span className={styles['name']}>{person?.name ?? t('access/signIn')}</span>
      </a>
      {person && (
        <ActionIcon
          className={styles['out'] ?? ''}
          variant="transparent"
          c="#f2d48a"
          size={36}
          radius="xl"
          aria-label={t('access/signOut')}
          title={t('access/signOut')}
          onClick={out}
        >
          <IconLogout size={20} stroke={1.8} />
        </ActionIcon>
      )}
    </>
  );
}
