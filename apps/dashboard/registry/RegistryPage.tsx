import { Button } from '@mantine/core';
import { IconDownload, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { Listing } from '../office/Listing.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import { Panel } from '../shell/Panel.js';
import { linkTo, useParts } from '../shell/route.js';
import { EntryPage } from './EntryPage.js';
import { ImportPanel } from './ImportPanel.js';
import { codeOf, tableKinds, type Entry, type TableKind } from './kinds.js';
import styles from './Registry.module.css';
import { useColumns } from './use-columns.js';

const kinds = Object.keys(tableKinds) as TableKind[];

/** What plans are made with: commodities, lanes, vehicles, places, regions. */
export default function RegistryPage() {
  const [kindName = 'commodity', code] = useParts();
  const kind = kinds.find((known) => known === kindName);
  if (code !== undefined) return <EntryPage key={`${kindName}/${code}`} kind={kindName} code={code} />;
  return <Table kind={kind ?? 'commodity'} />;
}

function Table({ kind }: { kind: TableKind }) {
  const { t } = useLanguage();
  const { may } = useMay();
  const columns = useColumns(kind);
  const [isImporting, setImporting] = useState(false);
  const label = t(`office/registry/kind/${kind}`);
  return (
    <Office section="registry" title={t('office/registry/title')} subtitle={t('office/registry/subtitle')}>
      <nav className={styles['kinds']} aria-label={t('office/registry/title')}>
        {kinds.map((each) => (
          <a key={each} href={linkTo('registry', each)} aria-current={each === kind ? 'page' : undefined}>
            {t(`office/registry/kind/${each}`)}
          </a>
        ))}
      </nav>
      {isImporting && may('registry:write') && (
        <ImportPanel key={kind} kind={kind} close={() => setImporting(false)} />
      )}
      <Panel
        title={label}
        subtitle={t(`office/registry/hint/${kind}`)}
        tools={
          <>
            {(['xlsx', 'csv'] as const).map((format) => (
              <Button
                key={format}
                component="a"
                size="md"
                variant="light"
                href={`/v1/registry/${kind}.${format}`}
                download
                leftSection={<IconDownload size={18} aria-hidden />}
              >
                {t('office/export', { format: format.toUpperCase() })}
              </Button>
            ))}
            {may('registry:write') && !isImporting && (
              <Button size="md" onClick={() => setImporting(true)}>
                {t('office/import/open')}
              </Button>
            )}
          </>
        }
      >
        <Listing<Entry>
          key={kind}
          path={tableKinds[kind]}
          empty={{
            icon: IconTable,
            title: t('office/registry/empty'),
            hint: t('office/registry/emptyHint'),
          }}
        >
          {(entries) => (
            <DataTable<Entry>
              label={label}
              keyOf={(entry) => codeOf(kind, entry)}
              rows={entries}
              columns={columns}
            />
          )}
        </Listing>
      </Panel>
    </Office>
  );
}
