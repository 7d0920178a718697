import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { browserNow } from '../live/time.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { CopyButton, Secret } from '../office/Secret.js';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { PageTitle } from '../shell/PageTitle.js';
import { Panel } from '../shell/Panel.js';
import type { Report } from './joining.js';
import { ReportView } from './ReportView.js';
import { sampleFor, sideOf } from './samples.js';
import { drawKey, readReport, startAgain, trySamples, type SandboxKey } from './sandbox.js';

const everyMs = 4_000;
const isRegion = /^[0-9.]+$/;

/** The invited party's room: try samples, read what is right and wrong, and draw the first key once it is live. */
export function Trial({ sandboxKey }: { sandboxKey: SandboxKey }) {
  const { t } = useLanguage();
  const names = useNames();
  const client = useQueryClient();
  // The key itself is no part of what the page remembers.
  const queryKey = ['sandbox', sandboxKey === null ? 'session' : 'key'];
  const report = useQuery({
    queryKey,
    queryFn: ({ signal }) => readReport(sandboxKey, signal),
    refetchInterval: everyMs,
    retry: 1,
  });
  const keep = (answer: Report): void => void client.setQueryData(queryKey, answer);
  const again = useSending(async () => keep(await startAgain(sandboxKey)));
  if (report.isPending) return <Loading />;
  if (report.isError && !report.data)
    return <LoadFailed error={report.error} retry={() => void report.refetch()} />;
  const { party, green } = report.data;
  return (
    <>
      <PageTitle title={t('office/trial/title')} subtitle={names.party(party)} />
      <Samples report={report.data} sandboxKey={sandboxKey} keep={keep} />
      <Panel
        title={t('office/joining/report')}
        subtitle={t(green ? 'office/trial/green' : 'office/trial/notGreen')}
        tools={
          <>
            <Tag tone={green ? 'good' : 'warn'}>
              {t(green ? 'office/trial/isGreen' : 'office/trial/isOpen')}
            </Tag>
            <Button size="md" variant="subtle" loading={again.isSending} onClick={() => void again.submit()}>
              {t('office/trial/again')}
            </Button>
          </>
        }
      >
        <Complaint text={again.complaint} />
        <ReportView report={report.data} />
      </Panel>
      <FirstKey sandboxKey={sandboxKey} />
    </>
  );
}

interface SamplesProps {
  report: Report;
  sandboxKey: SandboxKey;
  keep: (report: Report) => void;
}

function Samples({ report, sandboxKey, keep }: SamplesProps) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const { submit, isSending, complaint, faults } = useSending(async () =>
    keep(await trySamples(sandboxKey, text)),
  );
  const { party, sandboxShipment, speaksFor } = report;
  const side = sideOf(report);
  // Its first place counts stock, its first region needs it: regions come last.
  const where = (side === 'supply' ? speaksFor[0] : speaksFor.find((code) => isRegion.test(code))) ?? '';
  const fill = (): void =>
    setText(sampleFor({ party, where, shipment: sandboxShipment, now: browserNow(), side }));
  return (
    <Panel title={t('office/trial/samples')} subtitle={t('office/trial/samplesHint')}>
      <form className={parts['body']} onSubmit={(event) => void submit(event)}>
        <Textarea
          classNames={{ input: parts['editor'] ?? '' }}
          label={t('office/trial/events')}
          description={t('office/trial/eventsHint')}
          rows={12}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Complaint text={complaint} faults={faults} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={isSending} disabled={text.trim() === ''}>
            {t('office/trial/try')}
          </Button>
          <Button size="md" variant="light" onClick={fill}>
            {t('office/trial/fill')}
          </Button>
        </div>
        <details>
          <summary>{t('office/trial/curl')}</summary>
          <pre className={parts['block']}>{curlOf()}</pre>
          <CopyButton value={curlOf()} label={t('office/copy')} />
        </details>
      </form>
    </Panel>
  );
}

function curlOf(): string {
  return [
    `curl -sS --fail-with-body "${location.origin}/v1/sandbox/events" \\`,
    '  -H "Authorization: Bearer $SANDBOX_KEY" \\',
    "  -H 'Content-Type: application/cloudevents-batch+json' -d @contoh.json",
  ].join('\n');
}

function FirstKey({ sandboxKey }: { sandboxKey: SandboxKey }) {
  const { t } = useLanguage();
  const [drawn, setDrawn] = useState<string | null>(null);
  const { submit, isSending, complaint } = useSending(async () => setDrawn((await drawKey(sandboxKey)).key));
  // Only the sandbox key draws it: whoever is logged in issues keys on their own page.
  if (sandboxKey === null) return null;
  if (drawn !== null)
    return (
      <Secret
        title={t('office/trial/firstKey')}
        hint={t('office/keys/secretHint')}
        value={drawn}
        copyLabel={t('office/keys/copy')}
        close={() => setDrawn(null)}
      />
    );
  return (
    <Panel title={t('office/trial/firstKey')} subtitle={t('office/trial/firstKeyHint')}>
      <div className={parts['body']}>
        <Complaint text={complaint} />
        <div className={parts['actions']}>
          <Button size="md" variant="light" loading={isSending} onClick={() => void submit()}>
            {t('office/trial/draw')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
