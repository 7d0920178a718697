import { IconFileText } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import { formatDay } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { Listing } from '../office/Listing.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { daysLeft, fulfilled, statusTone, type Agreement } from './agreement.js';
import styles from './Agreements.module.css';
import { Bar } from './Bar.js';
import { useAgreementAlerts, useFulfilment, useToday } from './use-agreements.js';

/** Each agreement with its period, what it promises and how it is kept. */
export function AgreementList() {
  const { t, say, language } = useLanguage();
  const names = useNames();
  return (
    <Office
      section="agreements"
      title={t('office/agreements/title')}
      subtitle={t('office/agreements/subtitle')}
    >
      <Panel title={t('office/agreements/all')} subtitle={t('office/agreements/allHint')}>
        <Listing<Agreement>
          path="/v1/agreements"
          limit={25}
          empty={{
            icon: IconFileText,
            title: t('office/agreements/empty'),
            hint: t('office/agreements/emptyHint'),
          }}
        >
          {(agreements) => (
            <DataTable<Agreement>
              label={t('office/agreements/title')}
              keyOf={({ id }) => id}
              rows={agreements}
              columns={[
                {
                  label: t('office/agreements/agreement'),
                  cell: (agreement) => (
                    <>
                      <a href={linkTo('agreements', agreement.id)}>
                        {say({ id: agreement.titleId, en: agreement.titleEn })}
                      </a>
                      <br />
                      <span className={parts['soft']}>{names.region(agreement.region)}</span>
                    </>
                  ),
                },
                {
                  label: t('office/agreements/period'),
                  cell: (agreement) => (
                    <>
                      {formatDay(agreement.validFrom, language)} – {formatDay(agreement.validTo, language)}
                      <br />
                      <Left agreement={agreement} />
                    </>
                  ),
                },
                {
                  label: t('office/agreements/promised'),
                  cell: (agreement) => <Promised agreement={agreement} />,
                },
                {
                  label: t('office/agreements/fulfilment'),
                  cell: (agreement) => <Kept agreement={agreement} />,
                },
                {
                  label: t('office/field/status'),
                  cell: (agreement) => <Standing agreement={agreement} />,
                },
              ]}
            />
          )}
        </Listing>
      </Panel>
    </Office>
  );
}

function Left({ agreement }: { agreement: Agreement }) {
  const { t } = useLanguage();
  const left = daysLeft(agreement.validTo, useToday());
  return (
    <span className={parts['soft']}>
      {left < 0 ? t('office/agreements/over') : t('office/agreements/daysLeft', { count: left })}
    </span>
  );
}

function Promised({ agreement }: { agreement: Agreement }) {
  const { t } = useLanguage();
  const names = useNames();
  const { commodities, terms } = agreement;
  const told =
    commodities.length === 0
      ? t('common/allCommodities')
      : commodities.length > 3
        ? t('office/agreements/commodities', { count: commodities.length })
        : commodities.map(names.commodity).join(', ');
  return (
    <>
      {told}
      <br />
      <span className={parts['soft']}>
        {terms.length === 0
          ? t('office/agreements/noTerms')
          : t('office/agreements/terms', { count: terms.length })}
      </span>
    </>
  );
}

function Kept({ agreement }: { agreement: Agreement }) {
  const { t } = useLanguage();
  const { data, isPending } = useFulfilment(agreement.id);
  if (isPending) return <span className={parts['soft']}>{t('common/loading')}</span>;
  const ratio = data ? fulfilled(data.items) : null;
  return ratio === null ? (
    <span className={parts['soft']}>{t('office/agreements/nothingPromised')}</span>
  ) : (
    <Bar ratio={ratio} label={t('office/agreements/fulfilment')} />
  );
}

/** Its state, and what asks for attention. */
export function Standing({ agreement }: { agreement: Agreement }) {
  const { t } = useLanguage();
  const alerts = useAgreementAlerts(agreement.id);
  return (
    <div className={styles['alerts']}>
      <Tag tone={statusTone[agreement.status]}>{t(`office/agreements/status/${agreement.status}`)}</Tag>
      {alerts.map(({ alertId, code }) => (
        <Tag key={alertId} tone="warn">
          {t(`alerts/code/${code}`)}
        </Tag>
      ))}
    </div>
  );
}
