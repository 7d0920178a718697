import { Button } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import { formatNumber } from '../format/number.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { Listing } from '../office/Listing.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { stateTone, type Connector } from './connector.js';

/** Ways in for those who do not speak CloudEvents, and how they are. */
export function ConnectorList() {
  const { t, say, language } = useLanguage();
  const names = useNames();
  const { may } = useMay();
  return (
    <Office
      section="connectors"
      needs="read"
      title={t('office/connectors/title')}
      subtitle={t('office/connectors/subtitle')}
      tools={
        may('connectors:write') && (
          <Button
            component="a"
            href={linkTo('newConnector')}
            size="md"
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('office/connectors/new')}
          </Button>
        )
      }
    >
      <Panel title={t('office/connectors/all')} subtitle={t('office/connectors/allHint')}>
        <Listing<Connector>
          path="/v1/connectors"
          empty={{
            icon: IconPlugConnected,
            title: t('office/connectors/empty'),
            hint: t('office/connectors/emptyHint'),
          }}
        >
          {(connectors) => (
            <DataTable<Connector>
              label={t('office/connectors/title')}
              keyOf={({ party, kind }) => `${party}/${kind}`}
              rows={connectors}
              columns={[
                {
                  label: t('access/people/party'),
                  cell: ({ party, kind }) => (
                    <>
                      <a href={linkTo('connectors', party, kind)}>{names.party(party)}</a>
                      <br />
                      <span className={parts['soft']}>{t(`office/connectors/kind/${kind}`)}</span>
                    </>
                  ),
                },
                {
                  label: t('office/connectors/state'),
                  cell: ({ state }) => (
                    <Tag tone={stateTone[state]}>{t(`office/connectors/states/${state}`)}</Tag>
                  ),
                  tight: true,
                },
                {
                  label: t('office/connectors/lastRun'),
                  cell: ({ lastRunAt, lastError }) => (
                    <>
                      {lastRunAt ? formatStamp(lastRunAt, language) : t('office/connectors/never')}
                      {lastError && (
                        <>
                          <br />
                          <span className={parts['bad']}>{say(lastError.text)}</span>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  label: t('office/connectors/events'),
                  cell: ({ events }) => formatNumber(events, language),
                  numeric: true,
                },
                {
                  label: t('office/connectors/refused'),
                  cell: ({ refused }) => formatNumber(refused, language),
                  numeric: true,
                },
                {
                  label: t('office/connectors/version'),
                  cell: ({ version }) => String(version),
                  numeric: true,
                },
              ]}
            />
          )}
        </Listing>
      </Panel>
    </Office>
  );
}
