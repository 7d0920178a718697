import { Button, NativeSelect } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getAll } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Secret } from '../office/Secret.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { linkTo, useParts } from '../shell/route.js';
import { IssueForm } from './IssueForm.js';
import { orderKeys, type IssuedKey, type Key } from './key.js';
import { KeyRow } from './KeyRow.js';

/** Keys with which a party's systems speak: one's own, or for the hub anybody's. */
export default function KeysPage() {
  const { t } = useLanguage();
  const names = useNames();
  const { person, may } = useMay();
  const [asked] = useParts();
  const party = asked ?? person?.party ?? '';
  return (
    <Office
      section="keys"
      needs="keys:write"
      title={t('office/keys/title')}
      subtitle={t('office/keys/subtitle', { party: names.party(party) })}
      tools={may('parties:write') && <PartyChoice party={party} />}
    >
      <Keys key={party} party={party} />
    </Office>
  );
}

function PartyChoice({ party }: { party: string }) {
  const { t } = useLanguage();
  const names = useNames();
  const { parties } = useLists();
  return (
    <NativeSelect
      size="md"
      label={t('access/people/party')}
      value={party}
      onChange={(event) => {
        location.hash = linkTo('keys', event.currentTarget.value);
      }}
      data={parties.map(({ code }) => ({ value: code, label: names.party(code) }))}
    />
  );
}

function Keys({ party }: { party: string }) {
  const { t, language } = useLanguage();
  const { may } = useMay();
  const client = useQueryClient();
  const [isIssuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<IssuedKey | null>(null);
  const path = `/v1/parties/${encodeURIComponent(party)}/keys`;
  const list = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getAll<Key>(path, signal),
    enabled: may('keys:write') && party !== '',
    retry: 1,
  });
  const changed = (made: IssuedKey | null): void => {
    if (made) setIssued(made);
    setIssuing(false);
    void client.invalidateQueries({ queryKey: [path] });
  };
  const keys = orderKeys(list.data ?? []);
  const live = keys.filter(({ state }) => state === 'live').length;
  return (
    <>
      {issued && (
        <Secret
          title={t('office/keys/secret')}
          hint={
            issued.oldKeyUntil
              ? t('office/keys/rotatedHint', { until: formatStamp(issued.oldKeyUntil, language) })
              : t('office/keys/secretHint')
          }
          value={issued.key}
          copyLabel={t('office/keys/copy')}
          close={() => setIssued(null)}
        />
      )}
      {isIssuing && <IssueForm path={path} done={changed} cancel={() => setIssuing(false)} />}
      <Panel
        title={t('office/keys/count', { count: live })}
        subtitle={t('office/keys/countHint')}
        tools={
          !isIssuing && (
            <Button
              size="md"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setIssuing(true)}
            >
              {t('office/keys/issue')}
            </Button>
          )
        }
      >
        {list.isPending && <Loading />}
        {list.isError && !list.data && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && keys.length === 0 && (
          <Notice icon={IconKey} title={t('office/keys/empty')} hint={t('office/keys/emptyHint')} />
        )}
        <ul className={parts['rows']}>
          {keys.map((key) => (
            <KeyRow key={key.keyId} item={key} path={path} done={changed} />
          ))}
        </ul>
      </Panel>
    </>
  );
}
