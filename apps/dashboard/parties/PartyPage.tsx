import { Button } from '@mantine/core';
import { IconKey, IconRoute, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useLists, useNames } from '../api/registry.js';
import { formatDuration } from '../format/duration.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { EntryHistory } from '../office/EntryHistory.js';
import { EditButton } from '../office/EditButton.js';
import { EntryForm } from '../office/EntryForm.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { useEntry } from '../office/use-entry.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { statusTone, type PartyEntry } from './party.js';
import { PartyFields } from './PartyFields.js';

const hourMs = 3_600_000;

/** One party: what it is, where it speaks for, how far it has joined, and its history. */
export function PartyPage({ code }: { code: string }) {
  const { t, say } = useLanguage();
  const { person, may } = useMay();
  const { query, save } = useEntry<PartyEntry>('party', code);
  const [isEditing, setEditing] = useState(false);
  const party = query.data?.value;
  const managesKeys = may('keys:write') && (person?.party === code || may('parties:write'));
  return (
    <Office
      section="parties"
      back={{ href: linkTo('parties'), label: t('office/parties/all') }}
      title={party ? say({ id: party.nameId, en: party.nameEn }) : code}
      subtitle={party ? `${t(`office/partyKind/${party.kind}`)} · ${code}` : ''}
      tools={
        party && (
          <>
            {may('parties:write') && party.kind !== 'hub' && (
              <Button
                component="a"
                size="md"
                variant={party.status === 'active' ? 'light' : 'filled'}
                href={linkTo('parties', code, 'bergabung')}
                leftSection={<IconRoute size={18} aria-hidden />}
              >
                {t('office/joining/link')}
              </Button>
            )}
            {managesKeys && (
              <Button
                component="a"
                size="md"
                variant="light"
                href={linkTo('keys', code)}
                leftSection={<IconKey size={18} aria-hidden />}
              >
                {t('office/section/keys')}
              </Button>
            )}
          </>
        )
      }
    >
      {query.isPending && <Loading />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {party && (
        <>
          {isEditing ? (
            <EditParty party={party} save={save} close={() => setEditing(false)} />
          ) : (
            <PartyFacts party={party} edit={may('registry:write') ? () => setEditing(true) : undefined} />
          )}
          <PartyPlaces code={code} />
          <EntryHistory kind="party" code={code} />
        </>
      )}
    </Office>
  );
}

function PartyFacts({ party, edit }: { party: PartyEntry; edit: (() => void) | undefined }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const facts: [string, string][] = [
    ['nameId', party.nameId],
    ['nameEn', party.nameEn],
    ['code', party.code],
    ['kind', t(`office/partyKind/${party.kind}`)],
    ['regions', party.regions.map((region) => `${names.region(region)} (${region})`).join(', ') || '–'],
    [
      'cadenceHours',
      party.cadenceHours === null
        ? t('feeds/onOccasion')
        : t('feeds/every', { span: formatDuration(party.cadenceHours * hourMs, language) }),
    ],
    ['rank', String(party.rank)],
    ['system', t(party.system ? 'office/yes' : 'office/no')],
  ];
  if (party.eventsPerSecond !== undefined) facts.push(['eventsPerSecond', String(party.eventsPerSecond)]);
  return (
    <Panel
      title={t('office/parties/data')}
      subtitle={t(`office/partyStatusHint/${party.status}`)}
      tools={
        <>
          <Tag tone={statusTone[party.status] ?? 'quiet'}>{t(`office/partyStatus/${party.status}`)}</Tag>
          {edit && <EditButton label={t('office/edit')} edit={edit} />}
        </>
      }
    >
      <dl className={parts['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`office/field/${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

interface EditPartyProps {
  party: PartyEntry;
  save: (party: PartyEntry, reason: string) => Promise<void>;
  close: () => void;
}

function EditParty({ party, save, close }: EditPartyProps) {
  const { t } = useLanguage();
  const [value, setValue] = useState(party);
  return (
    <EntryForm
      title={t('office/parties/edit')}
      subtitle={t('office/parties/editHint')}
      value={value}
      save={save}
      close={close}
    >
      <PartyFields value={value} change={setValue} />
    </EntryForm>
  );
}

function PartyPlaces({ code }: { code: string }) {
  const { t, say } = useLanguage();
  const names = useNames();
  const { places } = useLists();
  const own = places.filter(({ party }) => party === code);
  return (
    <Panel title={t('office/parties/places', { count: own.length })}>
      {own.length === 0 ? (
        <Notice
          icon={IconMapPin}
          title={t('office/parties/noPlaces')}
          hint={t('office/parties/noPlacesHint')}
        />
      ) : (
        <DataTable
          label={t('office/parties/places', { count: own.length })}
          keyOf={(place) => place.code}
          rows={own}
          columns={[
            {
              label: t('office/field/name'),
              cell: (place) => (
                <a href={linkTo('registry', 'place', place.code)}>
                  {say({ id: place.nameId, en: place.nameEn })}
                </a>
              ),
            },
            { label: t('common/city'), cell: (place) => names.region(place.region) },
            {
              label: t('office/field/code'),
              cell: (place) => <span className={parts['code']}>{place.code}</span>,
            },
          ]}
        />
      )}
    </Panel>
  );
}
