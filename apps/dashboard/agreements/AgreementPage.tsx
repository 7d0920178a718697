import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconChartBar, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { useNames } from '../api/registry.js';
import { formatDay } from '../format/time.js';
import { formatNumber } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { DataTable } from '../office/DataTable.js';
import { EntryHistory } from '../office/EntryHistory.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { ReasonField } from '../office/ReasonField.js';
import { useEntry } from '../office/use-entry.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { linkTo, useFilters } from '../shell/route.js';
import { Standing } from './AgreementList.js';
import { elapsed, type Agreement, type FulfilmentItem, type Term } from './agreement.js';
import styles from './Agreements.module.css';
import { Bar } from './Bar.js';
import { useAgreementAlerts, useFulfilment, useToday } from './use-agreements.js';

/** One agreement: what it says, what came of it, and its amendments. */
export function AgreementPage({ id }: { id: string }) {
  const { t, say } = useLanguage();
  const names = useNames();
  const { may } = useMay();
  const { query, save } = useEntry<Agreement>('agreement', id);
  const [isEditing, setEditing] = useState(false);
  const agreement = query.data?.value;
  return (
    <Office
      section="agreements"
      back={{ href: linkTo('agreements'), label: t('office/agreements/all') }}
      title={agreement ? say({ id: agreement.titleId, en: agreement.titleEn }) : id}
      subtitle={agreement ? `${names.region(agreement.region)} · ${id}` : ''}
      tools={
        agreement &&
        may('registry:write') &&
        !isEditing && (
          <Button
            size="md"
            variant="light"
            leftSection={<IconPencil size={18} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('office/agreements/amend')}
          </Button>
        )
      }
    >
      {query.isPending && <Loading />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {agreement && (
        <>
          {isEditing && <Amend agreement={agreement} save={save} close={() => setEditing(false)} />}
          <Facts agreement={agreement} />
          <Terms terms={agreement.terms} edit={may('registry:write') ? id : null} />
          <Delivered id={id} />
          <EntryHistory kind="agreement" code={id} title={t('office/agreements/amendments')} />
        </>
      )}
    </Office>
  );
}

function Facts({ agreement }: { agreement: Agreement }) {
  const { t, say, language } = useLanguage();
  const names = useNames();
  const alerts = useAgreementAlerts(agreement.id);
  const today = useToday();
  const days = (count: number | undefined) =>
    count === undefined ? t('office/agreements/hubsOwn') : t('office/agreements/daysCount', { count });
  const facts: [string, string][] = [
    ['signedOn', formatDay(agreement.signedOn, language)],
    ['validFrom', formatDay(agreement.validFrom, language)],
    ['validTo', formatDay(agreement.validTo, language)],
    ['commodities', agreement.commodities.map(names.commodity).join(', ') || t('common/allCommodities')],
    ['endingDays', days(agreement.endingDays)],
    ['sleepingDays', days(agreement.sleepingDays)],
  ];
  return (
    <Panel title={t('office/agreements/what')} tools={<Standing agreement={agreement} />}>
      <dl className={parts['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`office/field/${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('office/agreements/elapsed')}</dt>
          <dd>
            <Bar ratio={elapsed(agreement, today)} label={t('office/agreements/elapsed')} quiet />
          </dd>
        </div>
      </dl>
      {alerts.length > 0 && (
        <ul className={parts['body']}>
          {alerts.map((alert) => (
            <li key={alert.alertId} className={parts['warning']}>
              {say(alert.text)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Terms({ terms, edit }: { terms: Term[]; edit: string | null }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const amount = (quantity: number | undefined, commodity: string) =>
    quantity === undefined ? '–' : formatQuantity(quantity, names.unitOf(commodity), language, { commodity });
  const promised = (term: Term) =>
    term.guaranteedPpm === undefined
      ? amount(term.guaranteed, term.commodity)
      : t('office/agreements/share', { percent: formatNumber(term.guaranteedPpm / 10_000, language, 2) });
  return (
    <Panel
      title={t('office/agreements/termsTitle')}
      subtitle={t('office/agreements/termsHint')}
      tools={
        edit !== null && (
          <Button component="a" size="md" variant="subtle" href={linkTo('registry', 'agreement', edit)}>
            {t('office/agreements/inRegistry')}
          </Button>
        )
      }
    >
      {terms.length === 0 ? (
        <p className={parts['body']}>{t('office/agreements/noTermsHint')}</p>
      ) : (
        <DataTable<Term>
          label={t('office/agreements/termsTitle')}
          keyOf={({ commodity, period }) => `${commodity} ${period}`}
          rows={terms}
          columns={[
            { label: t('common/commodity'), cell: ({ commodity }) => names.commodity(commodity) },
            {
              label: t('office/agreements/each'),
              cell: ({ period }) => t(`office/agreements/per/${period}`),
            },
            { label: t('office/agreements/guaranteed'), cell: promised, numeric: true },
            {
              label: t('office/agreements/cap'),
              cell: ({ cap, commodity }) => amount(cap, commodity),
              numeric: true,
            },
            {
              label: t('office/agreements/minimum'),
              cell: ({ minimumOrder, commodity }) => amount(minimumOrder, commodity),
              numeric: true,
            },
          ]}
        />
      )}
    </Panel>
  );
}

function Delivered({ id }: { id: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const [filters, setFilter] = useFilters();
  const from = filters.get('dari') ?? '';
  const to = filters.get('sampai') ?? '';
  const query = useFulfilment(id, { from, to });
  const amount = (quantity: number | null, { commodity, unit }: { commodity: string; unit: string }) =>
    quantity === null ? '–' : formatQuantity(quantity, unit, language, { commodity });
  const items = [...(query.data?.items ?? [])].sort((a, b) => b.from.localeCompare(a.from));
  return (
    <Panel title={t('office/agreements/kept')} subtitle={t('office/agreements/keptHint')}>
      <div className={styles['range']}>
        <TextInput
          size="md"
          type="date"
          label={t('office/from')}
          value={from || (query.data?.from ?? '')}
          onChange={(event) => setFilter('dari', event.currentTarget.value)}
        />
        <TextInput
          size="md"
          type="date"
          label={t('office/to')}
          value={to || (query.data?.to ?? '')}
          onChange={(event) => setFilter('sampai', event.currentTarget.value)}
        />
      </div>
      {query.isPending && <Loading />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {query.data && items.length > 0 && (
        <DataTable<FulfilmentItem>
          label={t('office/agreements/kept')}
          keyOf={({ commodity, period, from: first }) => `${commodity} ${period} ${first}`}
          rows={items.slice(0, rowsMax)}
          columns={[
            { label: t('common/commodity'), cell: ({ commodity }) => names.commodity(commodity) },
            {
              label: t('office/agreements/period'),
              cell: (item) => `${formatDay(item.from, language)} – ${formatDay(item.to, language)}`,
            },
            {
              label: t('office/agreements/promised'),
              cell: (item) =>
                item.promisedPpm === null
                  ? amount(item.promised, item)
                  : t('office/agreements/share', {
                      percent: formatNumber(item.promisedPpm / 10_000, language, 2),
                    }),
              numeric: true,
            },
            {
              label: t('office/agreements/delivered'),
              cell: (item) => amount(item.delivered, item),
              numeric: true,
            },
            {
              label: t('office/agreements/missing'),
              cell: (item) => (item.promised === null ? '–' : amount(item.missing, item)),
              numeric: true,
            },
            {
              label: t('office/agreements/fulfilment'),
              cell: (item) =>
                item.promised === null || item.promised === 0 ? (
                  '–'
                ) : (
                  <Bar
                    ratio={Math.min(1, item.delivered / item.promised)}
                    label={t('office/agreements/fulfilment')}
                  />
                ),
            },
          ]}
        />
      )}
      {query.data && items.length === 0 && query.data.delivered.length > 0 && (
        <DataTable
          label={t('office/agreements/kept')}
          keyOf={({ commodity }) => commodity}
          rows={query.data.delivered}
          columns={[
            { label: t('common/commodity'), cell: ({ commodity }) => names.commodity(commodity) },
            {
              label: t('office/agreements/delivered'),
              cell: (item) => amount(item.quantity, item),
              numeric: true,
            },
          ]}
        />
      )}
      {query.data && items.length === 0 && query.data.delivered.length === 0 && (
        <Notice
          icon={IconChartBar}
          title={t('office/agreements/nothing')}
          hint={t('office/agreements/nothingHint')}
        />
      )}
    </Panel>
  );
}

/** Of day-long terms a long range has many periods: the newest are enough to read. */
const rowsMax = 100;

interface AmendProps {
  agreement: Agreement;
  save: (agreement: Agreement, reason: string) => Promise<void>;
  close: () => void;
}

function Amend({ agreement, save, close }: AmendProps) {
  const { t } = useLanguage();
  const [value, setValue] = useState(agreement);
  const [reason, setReason] = useState('');
  const put = (part: Partial<Agreement>): void => setValue({ ...value, ...part });
  const { submit, isSending, complaint, faults } = useSending(async () => {
    await save(value, reason.trim());
    close();
  });
  const putDays = (name: 'endingDays' | 'sleepingDays', text: string): void => {
    const { [name]: _, ...rest } = value;
    setValue(text === '' ? rest : { ...rest, [name]: Number(text) });
  };
  return (
    <Panel title={t('office/agreements/amend')} subtitle={t('office/agreements/amendHint')}>
      <form className={parts['body']} onSubmit={(event) => void submit(event)}>
        <div className={parts['form']}>
          <NativeSelect
            size="md"
            label={t('office/field/status')}
            value={value.status}
            onChange={(event) => put({ status: event.currentTarget.value as Agreement['status'] })}
            data={(['active', 'suspended', 'ended'] as const).map((status) => ({
              value: status,
              label: t(`office/agreements/status/${status}`),
            }))}
          />
          <TextInput
            size="md"
            type="date"
            required
            label={t('office/field/validTo')}
            value={value.validTo}
            onChange={(event) => put({ validTo: event.currentTarget.value })}
          />
          {(['endingDays', 'sleepingDays'] as const).map((name) => (
            <TextInput
              key={name}
              size="md"
              type="number"
              min={0}
              max={3650}
              label={t(`office/field/${name}`)}
              description={t('office/agreements/daysHint')}
              value={value[name] ?? ''}
              onChange={(event) => putDays(name, event.currentTarget.value)}
            />
          ))}
        </div>
        <ReasonField value={reason} change={setReason} />
        <Complaint text={complaint} faults={faults} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={isSending}>
            {t('office/save')}
          </Button>
          <Button size="md" variant="subtle" onClick={close}>
            {t('office/cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
