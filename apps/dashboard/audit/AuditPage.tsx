import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload, IconListSearch, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../access/session.js';
import { useSending } from '../access/use-sending.js';
import { getAll, getJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import { formatNumber } from '../format/number.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { DataTable } from '../office/DataTable.js';
import { Listing } from '../office/Listing.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { Panel } from '../shell/Panel.js';
import { useFilters } from '../shell/route.js';
import { auditPath, detailsText, type AuditEntry, type AuditVerdict } from './audit.js';

/** What was done and what was refused, and whether nobody touched the record. */
export default function AuditPage() {
  const { t } = useLanguage();
  return (
    <Office
      section="audit"
      needs="audit:read"
      title={t('office/audit/title')}
      subtitle={t('office/audit/subtitle')}
      tools={(['csv', 'ndjson'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          size="md"
          variant="light"
          href={`/v1/audit/export?format=${format}`}
          download
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('office/export', { format: format.toUpperCase() })}
        </Button>
      ))}
    >
      <Chain />
      <Entries />
    </Office>
  );
}

function Chain() {
  const { t, language } = useLanguage();
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
  const { submit, isSending, complaint } = useSending(async () =>
    setVerdict(await getJson<AuditVerdict>('/v1/audit/verdict')),
  );
  return (
    <Panel
      title={t('office/audit/chain')}
      subtitle={t('office/audit/chainHint')}
      tools={
        <Button
          size="md"
          leftSection={<IconShieldCheck size={18} aria-hidden />}
          loading={isSending}
          onClick={() => void submit()}
        >
          {t('office/audit/verify')}
        </Button>
      }
    >
      {(verdict || complaint) && (
        <div className={parts['body']}>
          <Complaint text={complaint} />
          {verdict && (
            <p role="status" className={verdict.brokenAt === null ? parts['done'] : parts['complaint']}>
              {verdict.brokenAt === null
                ? t('office/audit/whole', { rows: formatNumber(verdict.rows, language) })
                : t('office/audit/broken', { row: formatNumber(verdict.brokenAt, language) })}
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}

function Entries() {
  const { t, language } = useLanguage();
  const names = useNames();
  const { parties } = useLists();
  const { may } = useMay();
  const [filters, setFilter] = useFilters();
  const people = useQuery({
    queryKey: ['/v1/people'],
    queryFn: ({ signal }) => getAll<Person>('/v1/people', signal),
    enabled: may('people:write'),
  }).data;
  const filter = (name: string) => filters.get(name) ?? '';
  const actorText = ({ kind, id }: AuditEntry['actor']): string => {
    const person = kind === 'person' ? people?.find((one) => one.id === id) : undefined;
    return person?.name ?? `${t(`office/audit/actor/${kind}`, { defaultValue: kind })} ${id}`;
  };
  const subjectText = (subject: string): string => {
    const [kind = '', id = ''] = subject.split('/');
    if (kind === 'person') return people?.find((one) => one.id === id)?.name ?? subject;
    return kind === 'party' ? names.party(id) : subject;
  };
  const detailName = (name: string): string => t(`office/audit/detail/${name}`, { defaultValue: name });
  const path = auditPath({
    party: filter('pihak'),
    action: filter('tindakan'),
    subject: filter('perihal'),
    refused: filter('ditolak') !== '',
    from: filter('dari'),
    to: filter('sampai'),
  });
  const put = (name: string) => (event: { currentTarget: { value: string } }) =>
    setFilter(name, event.currentTarget.value);
  return (
    <Panel title={t('office/audit/entries')} subtitle={t('office/audit/entriesHint')}>
      <div className={`${parts['body']} ${parts['form']}`}>
        <NativeSelect
          size="md"
          label={t('office/audit/party')}
          value={filter('pihak')}
          onChange={put('pihak')}
          data={[
            { value: '', label: t('common/all') },
            ...parties.map(({ code }) => ({ value: code, label: names.party(code) })),
          ]}
        />
        <TextInput
          size="md"
          label={t('office/audit/action')}
          placeholder="party.live"
          value={filter('tindakan')}
          onChange={put('tindakan')}
        />
        <TextInput
          size="md"
          label={t('office/audit/about')}
          placeholder="party/e-peken"
          value={filter('perihal')}
          onChange={put('perihal')}
        />
        <TextInput
          size="md"
          type="date"
          label={t('office/from')}
          value={filter('dari')}
          onChange={put('dari')}
        />
        <TextInput
          size="md"
          type="date"
          label={t('office/to')}
          value={filter('sampai')}
          onChange={put('sampai')}
        />
        <Checkbox
          size="md"
          mt="lg"
          label={t('office/audit/refusedOnly')}
          checked={filter('ditolak') !== ''}
          onChange={(event) => setFilter('ditolak', event.currentTarget.checked ? 'ya' : '')}
        />
      </div>
      <Listing<AuditEntry>
        key={path}
        path={path}
        empty={{ icon: IconListSearch, title: t('office/audit/empty'), hint: t('office/emptyFilter') }}
      >
        {(entries) => (
          <DataTable<AuditEntry>
            label={t('office/audit/entries')}
            keyOf={({ sequence }) => String(sequence)}
            rows={entries}
            columns={[
              {
                label: t('office/audit/at'),
                cell: ({ at, sequence }) => (
                  <>
                    {formatStamp(at, language)}
                    <br />
                    <span className={parts['code']}>#{sequence}</span>
                  </>
                ),
                tight: true,
              },
              {
                label: t('office/audit/who'),
                cell: ({ actor, party }) => (
                  <>
                    {actorText(actor)}
                    {party && (
                      <>
                        <br />
                        <span className={parts['soft']}>{names.party(party)}</span>
                      </>
                    )}
                  </>
                ),
              },
              {
                label: t('office/audit/what'),
                cell: ({ action, subject }) => (
                  <>
                    {t(`office/action/${action}`, { defaultValue: action })}
                    <br />
                    <span className={parts['code']}>{subjectText(subject)}</span>
                  </>
                ),
              },
              {
                label: t('office/audit/outcome'),
                cell: ({ outcome }) => (
                  <Tag tone={outcome === 'done' ? 'good' : 'bad'}>{t(`office/audit/${outcome}`)}</Tag>
                ),
                tight: true,
              },
              {
                label: t('rejected/details'),
                cell: ({ details }) => (
                  <span className={parts['soft']}>{detailsText(details, detailName)}</span>
                ),
              },
            ]}
          />
        )}
      </Listing>
    </Panel>
  );
}
