import { Button } from '@mantine/core';
import { useState } from 'react';
import { sendJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Access.module.css';
import { RoleChoice } from './RoleChoice.js';
import { rolesOfKind, type Invited, type Person, type Role } from './session.js';
import { useSending } from './use-sending.js';

interface PersonRowProps {
  person: Person;
  isMe: boolean;
  /** Something changed; with a link when one was made. */
  done: (invited: Invited | null) => void;
}

export function PersonRow({ person, isMe, done }: PersonRowProps) {
  const { t } = useLanguage();
  const names = useNames();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={styles['person']}>
      <div className={styles['who']}>
        <p className={styles['name']}>
          {person.name}
          <span className={styles['status']} data-status={person.status}>
            {t(`access/status/${person.status}`)}
          </span>
        </p>
        <p className={styles['hint']}>
          {person.username} · {names.party(person.party)}
        </p>
        <p className={styles['hint']}>{person.roles.map((role) => t(`access/roles/${role}`)).join(', ')}</p>
      </div>
      {isMe ? (
        <span className={styles['hint']}>{t('access/people/you')}</span>
      ) : (
        <Button variant="light" size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('access/people/change')}
        </Button>
      )}
      {isOpen && <Change person={person} done={done} close={() => setOpen(false)} />}
    </li>
  );
}

function Change({ person, done, close }: Omit<PersonRowProps, 'isMe'> & { close: () => void }) {
  const { t } = useLanguage();
  const { parties } = useLists();
  const [roles, setRoles] = useState<Role[]>(person.roles);
  const [isSure, setSure] = useState(false);
  const path = `/v1/people/${person.id}`;
  const kind = parties.find(({ code }) => code === person.party)?.kind ?? '';
  const change = async (body: object): Promise<void> => {
    await sendJson<Person>('PATCH', path, body);
    close();
    done(null);
  };
  const save = useSending(() => change({ roles }));
  const toggle = useSending(() => change({ status: person.status === 'disabled' ? 'active' : 'disabled' }));
  const link = useSending(async () => done(await sendJson<Invited>('POST', `${path}/link`)));
  const erase = useSending(async () => {
    await sendJson<null>('DELETE', path);
    done(null);
  });
  const complaint = save.complaint ?? toggle.complaint ?? link.complaint ?? erase.complaint;
  return (
    <div className={styles['change']}>
      <RoleChoice offered={rolesOfKind[kind] ?? []} chosen={roles} choose={setRoles} />
      <div className={styles['actions']}>
        <Button
          size="sm"
          loading={save.isSending}
          disabled={roles.length === 0}
          onClick={() => void save.submit()}
        >
          {t('access/people/saveRoles')}
        </Button>
        {person.status !== 'disabled' && (
          <Button size="sm" variant="light" loading={link.isSending} onClick={() => void link.submit()}>
            {t('access/people/newLink')}
          </Button>
        )}
        <Button size="sm" variant="light" loading={toggle.isSending} onClick={() => void toggle.submit()}>
          {t(person.status === 'disabled' ? 'access/people/enable' : 'access/people/disable')}
        </Button>
        <Button
          size="sm"
          variant={isSure ? 'filled' : 'subtle'}
          color="red"
          loading={erase.isSending}
          onClick={() => (isSure ? void erase.submit() : setSure(true))}
        >
          {t(isSure ? 'access/people/eraseSure' : 'access/people/erase')}
        </Button>
      </div>
      {complaint && (
        <p role="alert" className={styles['complaint']}>
          {complaint}
        </p>
      )}
    </div>
  );
}
