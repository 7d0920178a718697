import { Button, Textarea } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { ReasonField } from '../office/ReasonField.js';
import { Panel } from '../shell/Panel.js';
import {
  configurationOf,
  firstSample,
  sampleOf,
  settingsText,
  type Configuration,
  type ConnectorKind,
  type ConnectorTrial,
} from './connector.js';
import styles from './Connectors.module.css';
import { Verdicts } from './Verdicts.js';

interface MappingEditorProps {
  party: string;
  kind: ConnectorKind;
  configuration: Configuration;
  saved: () => void;
}

/** Sample, mapping and what becomes of it beside each other: tried first, then kept as a new version. */
export function MappingEditor({ party, kind, configuration, saved }: MappingEditorProps) {
  const { t } = useLanguage();
  const [mapping, setMapping] = useState(configuration.mapping);
  const [settings, setSettings] = useState(settingsText(configuration));
  const [sample, setSample] = useState(firstSample(kind, configuration));
  const [reason, setReason] = useState('');
  const [trial, setTrial] = useState<{ of: string; answer: ConnectorTrial } | null>(null);
  const made = configurationOf(settings, mapping);
  const read = sampleOf(kind, sample);
  // What was tried is what may be kept: another letter, and it is tried again.
  const present = JSON.stringify([settings, mapping]);
  const isTried = trial?.of === present;
  const path = `/v1/connectors/${encodeURIComponent(party)}`;
  const tries = useSending(async () => {
    if (!made || !read.ok) return;
    const body = { kind, configuration: made, sample: read.sample };
    setTrial({ of: present, answer: await sendJson<ConnectorTrial>('POST', `${path}/try`, body) });
  });
  const saves = useSending(async () => {
    if (!made) return;
    await sendJson('PUT', `${path}/${kind}`, { configuration: made, reason: reason.trim() });
    saved();
  });
  const editor = { classNames: { input: parts['editor'] ?? '' }, rows: 20, spellCheck: false };
  return (
    <Panel title={t('office/connectors/mapping')} subtitle={t('office/connectors/mappingHint')}>
      <form className={parts['body']} onSubmit={(event) => void saves.submit(event)}>
        <div className={styles['editor']}>
          <Textarea
            {...editor}
            label={t(kind === 'upload' ? 'office/connectors/sampleCsv' : 'office/connectors/sample')}
            error={read.ok ? null : t('office/connectors/notJson')}
            value={sample}
            onChange={(event) => setSample(event.currentTarget.value)}
          />
          <Textarea
            {...editor}
            label={t('office/connectors/jsonata')}
            maxLength={20_000}
            value={mapping}
            onChange={(event) => setMapping(event.currentTarget.value)}
          />
          <section className={styles['results']} aria-label={t('office/connectors/results')}>
            <h3>{t('office/connectors/results')}</h3>
            <div className={styles['verdicts']} data-stale={(trial && !isTried) || undefined}>
              {trial ? (
                <>
                  {!isTried && <p className={parts['soft']}>{t('office/connectors/stale')}</p>}
                  <Verdicts items={trial.answer.items} rejected={trial.answer.rejected} />
                </>
              ) : (
                <p className={parts['soft']}>{t('office/connectors/resultsHint')}</p>
              )}
            </div>
          </section>
        </div>
        <details>
          <summary>{t('office/connectors/settings')}</summary>
          <Textarea
            {...editor}
            rows={10}
            label={t('office/connectors/settingsJson')}
            description={t(`office/connectors/settingsHint/${kind}`)}
            error={made ? null : t('office/connectors/notJson')}
            value={settings}
            onChange={(event) => setSettings(event.currentTarget.value)}
          />
        </details>
        <Complaint text={tries.complaint} faults={tries.faults} />
        <div className={parts['actions']}>
          <Button
            size="md"
            variant={isTried ? 'light' : 'filled'}
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={tries.isSending}
            disabled={!made || !read.ok}
            onClick={() => void tries.submit()}
          >
            {t('office/connectors/try')}
          </Button>
        </div>
        <ReasonField value={reason} change={setReason} />
        <Complaint text={saves.complaint} faults={saves.faults} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={saves.isSending} disabled={!isTried}>
            {t('office/connectors/save')}
          </Button>
          {!isTried && <span className={parts['soft']}>{t('office/connectors/tryFirst')}</span>}
        </div>
      </form>
    </Panel>
  );
}
