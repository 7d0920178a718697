import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconHistory } from '@tabler/icons-react';
import { getJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { formatNumber } from '../format/number.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Listing } from '../office/Listing.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { stateTone, type Connector, type ConnectorKind, type ConnectorVersion } from './connector.js';
import { MappingEditor } from './MappingEditor.js';
import { Upload } from './Upload.js';

const everyMs = 10_000;

/** One connector: how it is, its mapping with all its versions, and for files the upload. */
export function ConnectorPage({ party, kind }: { party: string; kind: ConnectorKind }) {
  const { t } = useLanguage();
  const names = useNames();
  const client = useQueryClient();
  const { person, may } = useMay();
  const path = `/v1/connectors/${encodeURIComponent(party)}/${kind}`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<Connector>(path, signal),
    enabled: may('read'),
    refetchInterval: everyMs,
    retry: 1,
  });
  const connector = query.data;
  return (
    <Office
      section="connectors"
      needs="read"
      back={{ href: linkTo('connectors'), label: t('office/connectors/all') }}
      title={names.party(party)}
      subtitle={t(`office/connectors/kindHint/${kind}`)}
    >
      {query.isPending && <Loading />}
      {query.isError && !connector && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {connector && (
        <>
          <Health connector={connector} />
          {kind === 'upload' && (
            <Upload party={party} mayCommit={may('events:write') && person?.party === party} />
          )}
          {may('connectors:write') && (
            <MappingEditor
              key={connector.version}
              party={party}
              kind={kind}
              configuration={connector.configuration}
              saved={() => void client.invalidateQueries()}
            />
          )}
          <Versions path={path} />
        </>
      )}
    </Office>
  );
}

function Health({ connector }: { connector: Connector }) {
  const { t, say, language } = useLanguage();
  const stamp = (at: string | null) => (at ? formatStamp(at, language) : t('office/connectors/never'));
  const facts: [string, string][] = [
    ['lastRun', stamp(connector.lastRunAt)],
    ['lastOk', stamp(connector.lastOkAt)],
    ['items', formatNumber(connector.items, language)],
    ['events', formatNumber(connector.events, language)],
    ['refused', formatNumber(connector.refused, language)],
    ['failures', formatNumber(connector.failures, language)],
    ['version', String(connector.version)],
  ];
  return (
    <Panel
      title={t('office/connectors/health')}
      subtitle={t(`office/connectors/stateHint/${connector.state}`)}
      tools={<Tag tone={stateTone[connector.state]}>{t(`office/connectors/states/${connector.state}`)}</Tag>}
    >
      <dl className={parts['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`office/connectors/${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {connector.lastError && (
        <div className={parts['body']}>
          <div className={parts['complaint']}>
            <strong>{say(connector.lastError.text)}</strong> {connector.lastError.code} ·{' '}
            {formatStamp(connector.lastError.at, language)}
          </div>
        </div>
      )}
    </Panel>
  );
}

function Versions({ path }: { path: string }) {
  const { t, language } = useLanguage();
  return (
    <Panel title={t('office/connectors/versions')} subtitle={t('office/connectors/versionsHint')}>
      <Listing<ConnectorVersion>
        path={`${path}/versions`}
        empty={{ icon: IconHistory, title: t('office/noHistory'), hint: '' }}
      >
        {(versions) => (
          <ul className={parts['history']}>
            {versions.map((version) => (
              <li key={version.version}>
                <div className={parts['soft']}>
                  {formatStamp(version.savedAt, language)}
                  <br />
                  {t('office/connectors/versionNumber', { number: version.version })}
                </div>
                <div>
                  <p className={parts['reason']}>{version.reason}</p>
                  <details>
                    <summary>{t('office/connectors/show')}</summary>
                    <pre className={parts['block']}>{version.configuration.mapping}</pre>
                  </details>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Panel>
  );
}
