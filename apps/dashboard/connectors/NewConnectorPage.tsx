import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { blankConfiguration, connectorKinds, type ConnectorKind } from './connector.js';
import { MappingEditor } from './MappingEditor.js';

/** A new way in: whose, of what kind, and its mapping. */
export default function NewConnectorPage() {
  const { t } = useLanguage();
  return (
    <Office
      section="connectors"
      needs="connectors:write"
      back={{ href: linkTo('connectors'), label: t('office/connectors/all') }}
      title={t('office/connectors/new')}
      subtitle={t('office/connectors/newHint')}
    >
      <NewConnector />
    </Office>
  );
}

function NewConnector() {
  const { t } = useLanguage();
  const names = useNames();
  const { parties } = useLists();
  const { person, may } = useMay();
  const [party, setParty] = useState(person?.party ?? '');
  const [kind, setKind] = useState<ConnectorKind>('push');
  const offered = may('parties:write') ? parties : parties.filter(({ code }) => code === person?.party);
  return (
    <>
      <Panel title={t('office/connectors/whose')}>
        <div className={`${parts['body']} ${parts['form']}`}>
          <NativeSelect
            size="md"
            label={t('access/people/party')}
            value={party}
            onChange={(event) => setParty(event.currentTarget.value)}
            data={offered.map(({ code }) => ({ value: code, label: names.party(code) }))}
          />
          <NativeSelect
            size="md"
            label={t('office/field/kind')}
            description={t(`office/connectors/kindHint/${kind}`)}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as ConnectorKind)}
            data={connectorKinds.map((value) => ({
              value,
              label: t(`office/connectors/kind/${value}`),
            }))}
          />
        </div>
      </Panel>
      <MappingEditor
        key={`${party}/${kind}`}
        party={party}
        kind={kind}
        configuration={blankConfiguration(kind, party)}
        saved={() => {
          location.hash = linkTo('connectors', party, kind);
        }}
      />
    </>
  );
}
