import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendFile } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { FileField } from '../office/FileField.js';
import parts from '../office/Parts.module.css';
import { Panel } from '../shell/Panel.js';
import { tableTypeOf, type UploadReport } from './connector.js';
import { Verdicts } from './Verdicts.js';

/** A file is looked at row by row first; then all of it is kept, or nothing. */
export function Upload({ party, mayCommit }: { party: string; mayCommit: boolean }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<UploadReport | null>(null);
  const path = `/v1/connectors/${encodeURIComponent(party)}/upload`;
  const type = file ? tableTypeOf(file.name) : null;
  const send = async (query: string): Promise<void> => {
    if (!file || !type) return;
    setReport(await sendFile<UploadReport>(`${path}${query}`, file, type));
  };
  const preview = useSending(() => send(''));
  const commit = useSending(async () => {
    await send('?commit=true');
    await client.invalidateQueries();
  });
  const complaint = preview.complaint ?? commit.complaint;
  const isGood = report !== null && !report.committed && report.rejected.length === 0 && report.events > 0;
  return (
    <Panel
      title={t('office/upload/title')}
      subtitle={t('office/upload/hint')}
      tools={(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          size="md"
          variant="light"
          href={`${path}/template?format=${format}`}
          download
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('office/upload/template', { format: format.toUpperCase() })}
        </Button>
      ))}
    >
      <div className={parts['body']}>
        {mayCommit ? (
          <>
            <FileField
              label={t('office/upload/file')}
              hint={t('office/upload/fileHint')}
              choose={(chosen) => {
                setFile(chosen);
                setReport(null);
              }}
            />
            {file && !type && <Complaint text={t('office/upload/notTable')} />}
            <Complaint text={complaint} faults={[...preview.faults, ...commit.faults]} />
            <div className={parts['actions']}>
              <Button
                size="md"
                variant={isGood ? 'light' : 'filled'}
                loading={preview.isSending}
                disabled={!type}
                onClick={() => void preview.submit()}
              >
                {t('office/upload/preview')}
              </Button>
              <Button
                size="md"
                loading={commit.isSending}
                disabled={!isGood}
                onClick={() => void commit.submit()}
              >
                {t('office/upload/commit')}
              </Button>
            </div>
          </>
        ) : (
          <p className={parts['soft']}>{t('office/upload/notYours')}</p>
        )}
        {report && (
          <>
            <p className={report.rejected.length > 0 ? parts['complaint'] : parts['done']} role="status">
              {t(`office/upload/${report.committed ? 'committed' : 'previewed'}`, {
                rows: report.rows,
                events: report.events,
                rejected: report.rejected.length,
              })}
            </p>
            <Verdicts items={report.items} rejected={report.rejected} />
          </>
        )}
      </div>
    </Panel>
  );
}
