import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getAll } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import type { Party } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { linkTo, useFilters } from '../shell/route.js';
import { findParties, partyKinds, partyStatuses, statusTone } from './party.js';

const pageSize = 50;

export function PartyList() {
  const { t } = useLanguage();
  const { may } = useMay();
  return (
    <Office
      section="parties"
      title={t('office/parties/title')}
      subtitle={t('office/parties/subtitle')}
      tools={
        may('parties:write') && (
          <Button
            component="a"
            href={linkTo('newParty')}
            size="md"
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('office/parties/new')}
          </Button>
        )
      }
    >
      <Parties />
    </Office>
  );
}

function Parties() {
  const { t, say } = useLanguage();
  const names = useNames();
  const { regions } = useLists();
  const [filters, setFilter] = useFilters();
  const [shown, setShown] = useState(pageSize);
  const list = useQuery({
    queryKey: ['/v1/parties'],
    queryFn: ({ signal }) => getAll<Party>('/v1/parties', signal),
  });
  const filter = (name: string) => filters.get(name) ?? '';
  const asked = {
    text: filter('cari'),
    region: filter('kota'),
    kind: filter('jenis'),
    status: filter('status'),
  };
  const nameOf = (party: Party) => say({ id: party.nameId, en: party.nameEn });
  const found = findParties(list.data ?? [], asked, nameOf);
  const choose = (name: string) => (event: { currentTarget: { value: string } }) => {
    setShown(pageSize);
    setFilter(name, event.currentTarget.value);
  };
  const places = [...regions].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Panel
      title={t('office/parties/count', { count: found.length })}
      subtitle={t('office/parties/countHint')}
    >
      <div className={parts['filters']}>
        <TextInput
          size="md"
          label={t('office/search')}
          placeholder={t('office/parties/searchHint')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={asked.text}
          onChange={choose('cari')}
        />
        <NativeSelect
          size="md"
          label={t('common/city')}
          value={asked.region}
          onChange={choose('kota')}
          data={[
            { value: '', label: t('common/all') },
            ...places.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <NativeSelect
          size="md"
          label={t('office/field/kind')}
          value={asked.kind}
          onChange={choose('jenis')}
          data={[
            { value: '', label: t('common/all') },
            ...partyKinds.map((kind) => ({ value: kind, label: t(`office/partyKind/${kind}`) })),
          ]}
        />
        <NativeSelect
          size="md"
          label={t('office/field/status')}
          value={asked.status}
          onChange={choose('status')}
          data={[
            { value: '', label: t('common/all') },
            ...partyStatuses.map((status) => ({ value: status, label: t(`office/partyStatus/${status}`) })),
          ]}
        />
      </div>
      {list.isPending && <Loading />}
      {list.isError && !list.data && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && found.length === 0 && (
        <Notice
          icon={IconUsersGroup}
          title={t('office/parties/empty')}
          hint={t(list.data.length === 0 ? 'office/parties/emptyHint' : 'office/emptyFilter')}
        />
      )}
      {found.length > 0 && (
        <DataTable<Party>
          label={t('office/parties/title')}
          keyOf={({ code }) => code}
          rows={found.slice(0, shown)}
          columns={[
            {
              label: t('office/field/name'),
              cell: (party) => (
                <>
                  <a href={linkTo('parties', party.code)}>{nameOf(party)}</a>
                  <br />
                  <span className={parts['code']}>{party.code}</span>
                </>
              ),
            },
            { label: t('office/field/kind'), cell: ({ kind }) => t(`office/partyKind/${kind}`), tight: true },
            { label: t('common/city'), cell: (party) => party.regions.map(names.region).join(', ') || '–' },
            {
              label: t('office/field/status'),
              tight: true,
              cell: ({ status }) => (
                <Tag tone={statusTone[status] ?? 'quiet'}>{t(`office/partyStatus/${status}`)}</Tag>
              ),
            },
          ]}
        />
      )}
      {found.length > shown && (
        <div className={parts['more']}>
          <Button size="md" variant="light" onClick={() => setShown(shown + pageSize)}>
            {t('common/more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
