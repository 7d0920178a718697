import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../api/registry.js';
import { formatDay } from '../format/time.js';
import { formatNumber } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { EntryHistory } from '../office/EntryHistory.js';
import { EditButton } from '../office/EditButton.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { useEntry } from '../office/use-entry.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { Standing } from './AgreementList.js';
import { elapsed, type Agreement, type Term } from './agreement.js';
import { Amend } from './Amend.js';
import { Bar } from './Bar.js';
import { Delivered } from './Delivered.js';
import { useAgreementAlerts, useToday } from './use-agreements.js';

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
        !isEditing && <EditButton label={t('office/agreements/amend')} edit={() => setEditing(true)} />
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
