import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendFile } from '../api/client.js';
import { tableTypeOf } from '../connectors/connector.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { pathText, valueText } from '../office/difference.js';
import { FileField } from '../office/FileField.js';
import parts from '../office/Parts.module.css';
import { ReasonField } from '../office/ReasonField.js';
import { Tag, type Tone } from '../office/Tag.js';
import { Panel } from '../shell/Panel.js';
import { importCounts, type ImportReport, type TableKind } from './kinds.js';

const tones: Record<ImportReport['changes'][number]['action'], Tone> = {
  added: 'good',
  changed: 'info',
  removed: 'warn',
  unchanged: 'quiet',
};

/** A file of entries: what it would change is shown first; then all of it is kept, or nothing. */
export function ImportPanel({ kind, close }: { kind: TableKind; close: () => void }) {
  const { t, say } = useLanguage();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState('');
  const [report, setReport] = useState<ImportReport | null>(null);
  const type = file ? tableTypeOf(file.name) : null;
  const send = async (isPreview: boolean): Promise<void> => {
    if (!file || !type) return;
    const query = new URLSearchParams({ reason: reason.trim(), preview: String(isPreview) });
    setReport(await sendFile<ImportReport>(`/v1/registry/${kind}/import?${query}`, file, type));
  };
  const preview = useSending(() => send(true));
  const commit = useSending(async () => {
    await send(false);
    await client.invalidateQueries();
  });
  const moving = report?.changes.filter(({ action }) => action !== 'unchanged') ?? [];
  const isGood = report !== null && report.preview && report.errors.length === 0 && moving.length > 0;
  return (
    <Panel title={t('office/import/title')} subtitle={t('office/import/hint')}>
      <form className={parts['body']} onSubmit={(event) => void preview.submit(event)}>
        <FileField
          label={t('office/upload/file')}
          hint={t('office/import/fileHint')}
          choose={(chosen) => {
            setFile(chosen);
            setReport(null);
          }}
        />
        {file && !type && <Complaint text={t('office/upload/notTable')} />}
        <ReasonField value={reason} change={setReason} />
        <Complaint
          text={preview.complaint ?? commit.complaint}
          faults={[...preview.faults, ...commit.faults]}
        />
        <div className={parts['actions']}>
          <Button
            type="submit"
            size="md"
            variant={isGood ? 'light' : 'filled'}
            loading={preview.isSending}
            disabled={!type}
          >
            {t('office/upload/preview')}
          </Button>
          <Button
            size="md"
            loading={commit.isSending}
            disabled={!isGood}
            onClick={() => void commit.submit()}
          >
            {t('office/import/commit')}
          </Button>
          <Button size="md" variant="subtle" onClick={close}>
            {t('common/close')}
          </Button>
        </div>
        {report && (
          <p className={report.errors.length > 0 ? parts['complaint'] : parts['done']} role="status">
            {t(`office/import/${report.preview ? 'previewed' : 'done'}`, {
              ...importCounts(report),
              errors: report.errors.length,
            })}
          </p>
        )}
        {report && report.errors.length > 0 && (
          <ul className={parts['differences']}>
            {report.errors.map((error, index) => (
              <li key={index}>
                <Tag tone="bad">{t('office/row', { line: error.line })}</Tag> {say(error.text)}
              </li>
            ))}
          </ul>
        )}
        {moving.length > 0 && (
          <ul className={parts['differences']}>
            {moving.slice(0, shownMax).map((change) => (
              <li key={change.line}>
                <Tag tone={tones[change.action]}>{t(`office/import/action/${change.action}`)}</Tag>
                <strong>{change.code}</strong>
                {change.difference
                  .filter(({ path }) => path !== '')
                  .map(({ path, before, after }) => (
                    <span key={path}>
                      {pathText(path)} <del>{valueText(before)}</del> → <ins>{valueText(after)}</ins>
                    </span>
                  ))}
              </li>
            ))}
          </ul>
        )}
      </form>
    </Panel>
  );
}

/** Enough to see that it is the right file. */
const shownMax = 100;
