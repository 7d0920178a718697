import { Button } from '@mantine/core';
import { IconDeviceMobilePlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { getAll, sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { formatMoment } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { CopyButton } from '../office/Secret.js';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import type { FieldDevice, FieldInvitation, FieldInvited, Grant } from './fieldwork.js';
import { InvitePhone } from './InvitePhone.js';

const QrCode = lazy(() => import('./QrCode.js'));
const devicesPath = '/v1/field/devices';
const invitationsPath = '/v1/field/invitations';

/** Phones that report for producers: let in by a link or its QR code, seen, and ended. */
export default function FieldworkPage() {
  const { t } = useLanguage();
  return (
    <Office
      section="fieldwork"
      needs="field:write"
      title={t('office/fieldwork/title')}
      subtitle={t('office/fieldwork/subtitle')}
    >
      <Fieldwork />
    </Office>
  );
}

function Fieldwork() {
  const { t } = useLanguage();
  const { may } = useMay();
  const client = useQueryClient();
  const [isInviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<FieldInvited | null>(null);
  const enabled = may('field:write');
  const devices = useQuery({
    queryKey: [devicesPath],
    queryFn: ({ signal }) => getAll<FieldDevice>(devicesPath, signal),
    enabled,
    // A phone joins while its officer looks on.
    refetchInterval: 10_000,
  });
  const invitations = useQuery({
    queryKey: [invitationsPath],
    queryFn: ({ signal }) => getAll<FieldInvitation>(invitationsPath, signal),
    enabled,
  });
  const changed = (): void => {
    void client.invalidateQueries({ queryKey: [devicesPath] });
    void client.invalidateQueries({ queryKey: [invitationsPath] });
  };
  const done = (made: FieldInvited): void => {
    setInvited(made);
    setInviting(false);
    changed();
  };
  const failed = devices.isError ? devices : invitations.isError ? invitations : null;
  return (
    <>
      {invited && <LinkToPhone invited={invited} close={() => setInvited(null)} />}
      {isInviting && <InvitePhone done={done} cancel={() => setInviting(false)} />}
      <Panel
        title={t('office/fieldwork/count', {
          count: devices.data?.filter(({ state }) => state === 'live').length ?? 0,
        })}
        tools={
          !isInviting && (
            <Button
              size="md"
              leftSection={<IconDeviceMobilePlus size={18} aria-hidden />}
              onClick={() => setInviting(true)}
            >
              {t('office/fieldwork/invite')}
            </Button>
          )
        }
      >
        {devices.isPending && <Loading />}
        {failed && <LoadFailed error={failed.error} retry={() => void failed.refetch()} />}
        {devices.data?.length === 0 && (
          <Notice
            icon={IconDeviceMobilePlus}
            title={t('office/fieldwork/none')}
            hint={t('office/fieldwork/empty')}
          />
        )}
        <ul className={parts['rows']}>
          {devices.data?.map((device) => (
            <DeviceRow key={device.deviceId} device={device} done={changed} />
          ))}
        </ul>
      </Panel>
      {(invitations.data?.length ?? 0) > 0 && (
        <Panel title={t('office/fieldwork/open')}>
          <ul className={parts['rows']}>
            {invitations.data?.map((invitation) => (
              <InvitationRow key={invitation.invitationId} invitation={invitation} done={changed} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function LinkToPhone({ invited, close }: { invited: FieldInvited; close: () => void }) {
  const { t, language } = useLanguage();
  const link = `${location.origin}${invited.path}`;
  const until = formatMoment(Date.parse(invited.invitation.expiresAt), language);
  return (
    <section className={parts['secret']} aria-label={t('office/fieldwork/link')}>
      <p>
        <strong>{t('office/fieldwork/link')}.</strong> {t('office/fieldwork/linkHint', { until })}
      </p>
      <Suspense fallback={<Loading />}>
        <QrCode text={link} label={t('office/fieldwork/qr')} />
      </Suspense>
      <code>{link}</code>
      <div className={parts['actions']}>
        <CopyButton value={link} label={t('office/fieldwork/copy')} />
        <Button size="md" variant="subtle" onClick={close}>
          {t('common/close')}
        </Button>
      </div>
    </section>
  );
}

function useWho(): (grants: Grant[], enteredBy: string | null) => string {
  const { t } = useLanguage();
  const names = useNames();
  const { person } = useMay();
  return (grants, enteredBy) => {
    const producers = grants.map(({ party }) => names.party(party)).join(', ');
    if (enteredBy === null) return producers;
    const whose = enteredBy === person?.id ? 'office/fieldwork/mine' : 'office/fieldwork/officers';
    return `${t(whose)}: ${producers}`;
  };
}

function DeviceRow({ device, done }: { device: FieldDevice; done: () => void }) {
  const { t, language } = useLanguage();
  const who = useWho();
  const used = device.lastUsedAt;
  const isLive = device.state === 'live';
  return (
    <li {...(!isLive && { 'data-quiet': '' })}>
      <div className={parts['rowHead']}>
        <strong>{who(device.grants, device.enteredBy)}</strong>{' '}
        <Tag tone={isLive ? 'good' : 'quiet'}>{t(`office/fieldwork/state/${device.state}`)}</Tag>
      </div>
      <p className={parts['soft']}>
        {used === null
          ? t('office/fieldwork/neverUsed')
          : t('office/fieldwork/lastUsed', { at: formatMoment(Date.parse(used), language) })}
      </p>
      {isLive && (
        <Ending
          path={`${devicesPath}/${device.deviceId}`}
          ask={t('office/fieldwork/revoke')}
          sure={t('office/fieldwork/revokeSure')}
          done={done}
        />
      )}
    </li>
  );
}

function InvitationRow({ invitation, done }: { invitation: FieldInvitation; done: () => void }) {
  const { t, language } = useLanguage();
  const who = useWho();
  return (
    <li>
      <strong>{who(invitation.grants, invitation.enteredBy)}</strong>
      <p className={parts['soft']}>
        {t('office/fieldwork/uses', {
          count: invitation.usesLeft,
          until: formatMoment(Date.parse(invitation.expiresAt), language),
        })}
      </p>
      <Ending
        path={`${invitationsPath}/${invitation.invitationId}`}
        ask={t('office/fieldwork/withdraw')}
        sure={t('office/fieldwork/withdrawSure')}
        done={done}
      />
    </li>
  );
}

function Ending(props: { path: string; ask: string; sure: string; done: () => void }) {
  const [isSure, setSure] = useState(false);
  const { submit, isSending, complaint } = useSending(async () => {
    await sendJson<{ revoked: string }>('DELETE', props.path);
    props.done();
  });
  return (
    <div className={parts['actions']}>
      <Button
        size="md"
        variant={isSure ? 'filled' : 'light'}
        color="red"
        loading={isSending}
        onClick={() => (isSure ? void submit() : setSure(true))}
      >
        {isSure ? props.sure : props.ask}
      </Button>
      {complaint && (
        <p role="alert" className={parts['complaint']}>
          {complaint}
        </p>
      )}
    </div>
  );
}
