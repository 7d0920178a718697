import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { getAll } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { Office } from '../office/Office.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { InviteForm } from './InviteForm.js';
import { LinkNotice } from './LinkNotice.js';
import { PersonRow } from './PersonRow.js';
import { useSession, type Invited, type Person } from './session.js';
import SignInPage from './SignInPage.js';

const people = '/v1/people';

/** People of the hub and its parties, for administrators. */
export default function PeoplePage() {
  const { t } = useLanguage();
  const session = useSession();
  const client = useQueryClient();
  const [isInviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const mayManage = session?.person?.permissions.includes('people:write') ?? false;
  const list = useQuery({
    queryKey: [people],
    queryFn: ({ signal }) => getAll<Person>(people, signal),
    enabled: mayManage,
  });
  const changed = (made: Invited | null): void => {
    if (made) setInvited(made);
    setInviting(false);
    void client.invalidateQueries({ queryKey: [people] });
  };
  if (!session) return <Loading />;
  if (!session.person) return <SignInPage />;
  return (
    <Office
      section="people"
      needs="people:write"
      title={t('access/people/title')}
      subtitle={t('access/people/subtitle')}
    >
      {invited && <LinkNotice invited={invited} close={() => setInvited(null)} />}
      {isInviting && <InviteForm done={changed} cancel={() => setInviting(false)} />}
      <Panel
        title={t('access/people/count', { count: list.data?.length ?? 0 })}
        tools={
          !isInviting && (
            <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting(true)}>
              {t('access/people/invite')}
            </Button>
          )
        }
      >
        {list.isPending && <Loading />}
        {list.isError && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
        <ul>
          {list.data?.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              isMe={person.id === session.person?.id}
              done={changed}
            />
          ))}
        </ul>
      </Panel>
    </Office>
  );
}
