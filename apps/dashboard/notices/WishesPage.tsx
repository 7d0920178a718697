import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { getJson, sendJson } from '../api/client.js';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { PageTitle } from '../shell/PageTitle.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { AddressPanel } from './AddressPanel.js';
import { BrowserPanel } from './BrowserPanel.js';
import { Check, Choices, Hours, Ways } from './WishFields.js';
import { settingsPath, type NoticeSettings, type Wishes } from './notice.js';
import styles from './Notices.module.css';

/** What one wants to be told, by which way and when. */
export function WishesPage() {
  const { t } = useLanguage();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: [settingsPath],
    queryFn: ({ signal }) => getJson<NoticeSettings>(settingsPath, signal),
    retry: 1,
  });
  const keep = (settings: NoticeSettings): void => void client.setQueryData([settingsPath], settings);
  return (
    <div className={styles['page']}>
      <PageTitle title={t('notices/wishes/title')} subtitle={t('notices/wishes/subtitle')} />
      <p>
        <a className={styles['back']} href={linkTo('notices')}>
          {t('notices/toInbox')}
        </a>
      </p>
      {query.isPending && <Loading />}
      {query.isError && !query.data && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <BrowserPanel />
          <AddressPanel settings={query.data} keep={keep} />
          <WishesForm settings={query.data} keep={keep} />
        </>
      )}
    </div>
  );
}

const codes = [
  ...['SHORTAGE', 'SOURCE_CONFLICT', 'HELD_FACT', 'STALE_FEED', 'COMMITMENT_CLAMPED', 'NEGATIVE_STOCK'],
  ...['AGREEMENT_ENDING', 'AGREEMENT_SLEEPING', 'NO_CARRIER', 'GOODS_AWAITING', 'SHIPMENT_LATE'],
  ...['SHIPMENT_SILENT', 'TEMPERATURE_EXCURSION', 'PLAN_CHANGED', 'BREAKDOWN'],
];

function WishesForm({
  settings,
  keep,
}: {
  settings: NoticeSettings;
  keep: (settings: NoticeSettings) => void;
}) {
  const { t, language } = useLanguage();
  const { commodities, regions } = useLists();
  const [draft, setDraft] = useState<Partial<Wishes>>({});
  const [isSaved, setSaved] = useState(false);
  const wishes: Wishes = { ...settings.wishes, ...draft };
  const change = (part: Partial<Wishes>): void => {
    setSaved(false);
    setDraft({ ...draft, ...part });
  };
  const { submit, isSending, complaint } = useSending(async () => {
    // Mails speak the language in which they were asked for.
    keep(await sendJson<NoticeSettings>('PUT', settingsPath, { ...wishes, language }));
    setDraft({});
    setSaved(true);
  });
  const heard = codes.filter((code) => !wishes.mutedCodes.includes(code));
  return (
    <form className={styles['page']} onSubmit={(event) => void submit(event)}>
      <Panel title={t('notices/wishes/ways')}>
        <div className={parts['body']}>
          <Ways wishes={wishes} change={change} withMail={settings.mail.isOn} />
          {settings.mail.isOn && (
            <Check
              label={t('notices/address/mailOn')}
              checked={wishes.mailOn}
              set={(mailOn) => change({ mailOn })}
            />
          )}
        </div>
      </Panel>
      <Panel
        title={t('notices/wishes/hours')}
        subtitle={t('notices/wishes/zone', { zone: zoneNames[settings.timezone] ?? settings.timezone })}
      >
        <div className={parts['body']}>
          <Hours wishes={wishes} change={change} withMail={settings.mail.isOn} />
        </div>
      </Panel>
      <Panel title={t('notices/wishes/kinds')}>
        <div className={parts['body']}>
          <Choices
            label={t('notices/wishes/kinds')}
            isAlone
            options={codes.map((code) => ({
              value: code,
              label: t(`alerts/code/${code}`, { defaultValue: code }),
            }))}
            chosen={heard}
            set={(chosen) => change({ mutedCodes: codes.filter((code) => !chosen.includes(code)) })}
          />
          <details>
            <summary>{t('notices/wishes/commodities')}</summary>
            <Choices
              label={t('notices/wishes/allHint')}
              options={commodities.map(({ code, nameId, nameEn }) => ({
                value: code,
                label: language === 'id' ? nameId : nameEn,
              }))}
              chosen={wishes.commodities}
              set={(chosen) => change({ commodities: chosen })}
            />
          </details>
          <details>
            <summary>{t('notices/wishes/regions')}</summary>
            <Choices
              label={t('notices/wishes/allHint')}
              options={regions.map(({ code, name }) => ({ value: code, label: name }))}
              chosen={wishes.regions}
              set={(chosen) => change({ regions: chosen })}
            />
          </details>
          <Complaint text={complaint} />
          <div className={parts['actions']}>
            <Button type="submit" size="lg" loading={isSending}>
              {t('notices/wishes/save')}
            </Button>
            {isSaved && <p role="status">{t('notices/wishes/saved')}</p>}
          </div>
        </div>
      </Panel>
    </form>
  );
}

const zoneNames: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};
