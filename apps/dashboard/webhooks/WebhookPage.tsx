import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { getJson, sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { Secret } from '../office/Secret.js';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { Deliveries } from './Deliveries.js';
import { standingOf, type Webhook } from './webhook.js';

const overlaps = [0, 24, 72, 168];

/** One address: how it fares, what can be done with it, and what was delivered. */
export function WebhookPage({ webhookId }: { webhookId: string }) {
  const client = useQueryClient();
  const path = `/v1/webhooks/${encodeURIComponent(webhookId)}`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<Webhook>(path, signal),
    retry: 1,
  });
  const changed = (): void => {
    void client.invalidateQueries({ queryKey: [path] });
    void client.invalidateQueries({ queryKey: ['deliveries', path] });
  };
  if (query.isPending) return <Loading />;
  if (!query.data) return <LoadFailed error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      <Facts webhook={query.data} path={path} changed={changed} />
      <Deliveries path={path} changed={changed} />
    </>
  );
}

interface FactsProps {
  webhook: Webhook;
  path: string;
  changed: () => void;
}

function Facts({ webhook, path, changed }: FactsProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { standing, tone } = standingOf(webhook);
  const at = (value: string | null): string =>
    value ? formatStamp(value, language) : t('office/webhooks/never');
  return (
    <Panel
      title={webhook.description || new URL(webhook.url).host}
      subtitle={<span className={parts['code']}>{webhook.url}</span>}
      tools={<Tag tone={tone}>{t(`office/webhooks/standing/${standing}`)}</Tag>}
    >
      <dl className={parts['facts']}>
        <div>
          <dt>{t('office/field/party')}</dt>
          <dd>{names.party(webhook.party)}</dd>
        </div>
        <div>
          <dt>{t('office/webhooks/lastOk')}</dt>
          <dd>{at(webhook.lastOkAt)}</dd>
        </div>
        {webhook.failures > 0 && (
          <div>
            <dt>{t('office/webhooks/failures')}</dt>
            <dd>
              {webhook.failures} · {at(webhook.failingSince)}
            </dd>
          </div>
        )}
        {webhook.oldSecretUntil && (
          <div>
            <dt>{t('office/webhooks/oldSecret')}</dt>
            <dd>{at(webhook.oldSecretUntil)}</dd>
          </div>
        )}
        <div>
          <dt>{t('office/webhooks/typesTitle')}</dt>
          <dd>{webhook.types?.join(', ') ?? t('office/webhooks/allTypes')}</dd>
        </div>
      </dl>
      <Deeds webhook={webhook} path={path} changed={changed} />
    </Panel>
  );
}

function Deeds({ webhook, path, changed }: FactsProps) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [asks, setAsks] = useState<'rotate' | 'remove' | null>(null);
  const [hours, setHours] = useState(24);
  const [secret, setSecret] = useState<string | null>(null);
  const [isTested, setTested] = useState(false);
  const isOn = webhook.state === 'active';
  const test = useSending(async () => {
    await sendJson('POST', `${path}/test`);
    setTested(true);
    changed();
  });
  const turn = useSending(async () => {
    await sendJson('PATCH', path, { state: isOn ? 'paused' : 'active' });
    changed();
  });
  const rotate = useSending(async () => {
    const made = await sendJson<{ secret: string }>('POST', `${path}/secret`, { overlapHours: hours });
    setSecret(made.secret);
    setAsks(null);
    changed();
  });
  const remove = useSending(async () => {
    await sendJson('DELETE', path);
    await client.invalidateQueries({ queryKey: ['/v1/webhooks'] });
    location.hash = linkTo('webhooks');
  });
  return (
    <div className={parts['body']}>
      {secret && (
        <Secret
          title={t('office/webhooks/newSecret')}
          hint={t('office/webhooks/secretHint')}
          value={secret}
          copyLabel={t('office/copy')}
          close={() => setSecret(null)}
        />
      )}
      {isTested && (
        <p role="status" className={parts['done']}>
          {t('office/webhooks/tested')}
        </p>
      )}
      {asks === null && (
        <div className={parts['actions']}>
          <Button size="md" loading={test.isSending} onClick={() => void test.submit()}>
            {t('office/webhooks/test')}
          </Button>
          <Button size="md" variant="light" onClick={() => setAsks('rotate')}>
            {t('office/webhooks/rotate')}
          </Button>
          <Button size="md" variant="light" loading={turn.isSending} onClick={() => void turn.submit()}>
            {t(isOn ? 'office/webhooks/pause' : 'office/webhooks/resume')}
          </Button>
          <Button size="md" variant="subtle" color="red" onClick={() => setAsks('remove')}>
            {t('office/webhooks/remove')}
          </Button>
        </div>
      )}
      {asks === 'rotate' && (
        <form className={parts['ask']} onSubmit={(event) => void rotate.submit(event)}>
          <p>{t('office/webhooks/rotateHint')}</p>
          <NativeSelect
            size="md"
            label={t('office/webhooks/overlap')}
            value={String(hours)}
            onChange={(event) => setHours(Number(event.currentTarget.value))}
            data={overlaps.map((value) => ({
              value: String(value),
              label: t('office/webhooks/overlapHours', { hours: value }),
            }))}
          />
          <div className={parts['actions']}>
            <Button type="submit" size="md" loading={rotate.isSending}>
              {t('office/webhooks/rotateNow')}
            </Button>
            <Button size="md" variant="subtle" onClick={() => setAsks(null)}>
              {t('office/cancel')}
            </Button>
          </div>
        </form>
      )}
      {asks === 'remove' && (
        <form className={parts['ask']} onSubmit={(event) => void remove.submit(event)}>
          <p>{t('office/webhooks/removeHint')}</p>
          <div className={parts['actions']}>
            <Button type="submit" size="md" color="red" loading={remove.isSending}>
              {t('office/webhooks/removeNow')}
            </Button>
            <Button size="md" variant="subtle" onClick={() => setAsks(null)}>
              {t('office/cancel')}
            </Button>
          </div>
        </form>
      )}
      <Complaint text={test.complaint ?? turn.complaint ?? rotate.complaint ?? remove.complaint} />
    </div>
  );
}
