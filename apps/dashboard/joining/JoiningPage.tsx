import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { getJson, sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useNow } from '../live/use-now.js';
import { Complaint } from '../office/Complaint.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { ReasonField } from '../office/ReasonField.js';
import { CopyButton, Secret } from '../office/Secret.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import styles from './Joining.module.css';
import {
  dropInvitation,
  progressOf,
  steps,
  takeInvitation,
  type Invitation,
  type JoiningState,
} from './joining.js';
import { ReportView } from './ReportView.js';

const everyMs = 4_000;

/** The hub's view of a party that joins, from the invitation to going live. */
export function JoiningPage({ party }: { party: string }) {
  const { t } = useLanguage();
  const names = useNames();
  return (
    <Office
      section="parties"
      needs="parties:write"
      back={{ href: linkTo('parties', party), label: names.party(party) }}
      title={t('office/joining/title', { party: names.party(party) })}
      subtitle={t('office/joining/subtitle')}
    >
      <Joining party={party} />
    </Office>
  );
}

function Joining({ party }: { party: string }) {
  const { may } = useMay();
  const path = `/v1/parties/${encodeURIComponent(party)}/joining`;
  const state = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<JoiningState>(path, signal),
    enabled: may('parties:write'),
    refetchInterval: everyMs,
    retry: 1,
  });
  const now = useNow();
  if (state.isPending) return <Loading />;
  if (state.isError && !state.data)
    return <LoadFailed error={state.error} retry={() => void state.refetch()} />;
  const { done, next } = progressOf(state.data, now);
  return (
    <>
      <Steps done={done} next={next} />
      {next === null ? (
        <IsLive state={state.data} />
      ) : (
        <>
          <Invite state={state.data} again={() => void state.refetch()} />
          <GoLive state={state.data} />
        </>
      )}
      <Trial state={state.data} />
    </>
  );
}

function Steps({ done, next }: ReturnType<typeof progressOf>) {
  const { t } = useLanguage();
  return (
    <ol className={styles['steps']} aria-label={t('office/joining/steps')}>
      {steps.map((step, index) => {
        const isDone = done.includes(step);
        const state = isDone ? 'done' : step === next ? 'next' : 'later';
        return (
          <li key={step} data-state={state} aria-current={state === 'next' ? 'step' : undefined}>
            {isDone ? (
              <IconCheck size={22} stroke={2.2} aria-label={t('office/joining/done')} />
            ) : (
              <span className={styles['stepNumber']}>{index + 1}</span>
            )}
            {t(`office/joining/step/${step}`)}
          </li>
        );
      })}
    </ol>
  );
}

function Invite({ state, again }: { state: JoiningState; again: () => void }) {
  const { t, language } = useLanguage();
  const { party, invitation } = state;
  const [made, setMade] = useState<Invitation | null>(() => takeInvitation(party));
  const { submit, isSending, complaint } = useSending(async () => {
    setMade(await sendJson<Invitation>('POST', `/v1/parties/${encodeURIComponent(party)}/invitations`));
    again();
  });
  const close = (): void => {
    dropInvitation(party);
    setMade(null);
  };
  const told = invitation?.acceptedAt
    ? t('office/joining/accepted', { at: formatStamp(invitation.acceptedAt, language) })
    : invitation
      ? t('office/joining/waiting', { until: formatStamp(invitation.expiresAt, language) })
      : t('office/joining/notInvited');
  return (
    <>
      {made && (
        <Secret
          title={t('office/joining/linkTitle')}
          hint={t('office/joining/linkHint', { until: formatStamp(made.expiresAt, language) })}
          value={`${location.origin}/${linkTo('join', made.token)}`}
          copyLabel={t('access/people/copy')}
          close={close}
        />
      )}
      <Panel
        title={t('office/joining/invitation')}
        subtitle={told}
        tools={
          <Button
            size="md"
            variant={invitation ? 'light' : 'filled'}
            loading={isSending}
            onClick={() => void submit()}
          >
            {t(invitation ? 'office/joining/inviteAgain' : 'office/joining/invite')}
          </Button>
        }
      >
        <div className={parts['body']}>
          <p className={parts['soft']}>
            {t(invitation ? 'office/joining/againHint' : 'office/joining/inviteHint')}
          </p>
          <Complaint text={complaint} />
        </div>
      </Panel>
    </>
  );
}

function Trial({ state }: { state: JoiningState }) {
  const { t } = useLanguage();
  return (
    <Panel
      title={t('office/joining/report')}
      subtitle={t('office/joining/reportHint', { run: state.report.run })}
    >
      <ReportView report={state.report} />
    </Panel>
  );
}

function GoLive({ state }: { state: JoiningState }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState(t('office/joining/liveReason'));
  const { green, checks } = state.report;
  const path = `/v1/parties/${encodeURIComponent(state.party)}`;
  const { submit, isSending, complaint } = useSending(async () => {
    await sendJson('POST', `${path}/go-live`, { reason: reason.trim() });
    await client.invalidateQueries();
  });
  const open = checks.filter(({ passed }) => !passed).length;
  return (
    <Panel
      title={t('office/joining/goLive')}
      subtitle={green ? t('office/joining/greenHint') : t('office/joining/openHint', { count: open })}
    >
      <form className={parts['body']} onSubmit={(event) => void submit(event)}>
        {green && <ReasonField value={reason} change={setReason} />}
        <Complaint text={complaint} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" disabled={!green} loading={isSending}>
            {t('office/joining/goLiveNow')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function IsLive({ state }: { state: JoiningState }) {
  const { t } = useLanguage();
  const { party } = state;
  return (
    <Panel title={t('office/joining/isLive')} subtitle={t('office/joining/isLiveHint')}>
      <div className={parts['body']}>
        <p>{t('office/joining/topics')}</p>
        <code className={parts['block']}>{`inbound.${party}\noutbound.${party}`}</code>
        <div className={parts['actions']}>
          <Button component="a" size="md" href={linkTo('keys', party)}>
            {t('office/section/keys')}
          </Button>
          <CopyButton value={`${location.origin}/${linkTo('trial')}`} label={t('office/joining/copyTrial')} />
        </div>
      </div>
    </Panel>
  );
}
