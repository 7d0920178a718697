import { Button } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { ItemList } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { Secret } from '../office/Secret.js';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { linkTo, useParts } from '../shell/route.js';
import { CreateForm } from './CreateForm.js';
import { standingOf, type Webhook } from './webhook.js';
import { WebhookPage } from './WebhookPage.js';

/** Addresses to which what is published is sent: one's own, or for the hub anybody's. */
export default function WebhooksPage() {
  const { t } = useLanguage();
  const [webhookId] = useParts();
  return (
    <Office
      section="webhooks"
      needs="webhooks:write"
      title={t('office/webhooks/title')}
      subtitle={t('office/webhooks/subtitle')}
      {...(webhookId && { back: { href: linkTo('webhooks'), label: t('office/webhooks/all') } })}
    >
      {webhookId ? <WebhookPage key={webhookId} webhookId={webhookId} /> : <Webhooks />}
    </Office>
  );
}

const path = '/v1/webhooks';

function Webhooks() {
  const { t } = useLanguage();
  const { may } = useMay();
  const client = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const list = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<ItemList<Webhook>>(path, signal),
    enabled: may('webhooks:write'),
    retry: 1,
  });
  const webhooks = list.data?.items ?? [];
  return (
    <>
      {secret && (
        <Secret
          title={t('office/webhooks/secret')}
          hint={t('office/webhooks/secretHint')}
          value={secret}
          copyLabel={t('office/copy')}
          close={() => setSecret(null)}
        />
      )}
      {isCreating && (
        <CreateForm
          done={(made) => {
            setSecret(made);
            setCreating(false);
            void client.invalidateQueries({ queryKey: [path] });
          }}
          cancel={() => setCreating(false)}
        />
      )}
      <Panel
        title={t('office/webhooks/count', { count: webhooks.length })}
        subtitle={t('office/webhooks/countHint')}
        tools={
          !isCreating && (
            <Button
              size="md"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setCreating(true)}
            >
              {t('office/webhooks/new')}
            </Button>
          )
        }
      >
        {list.isPending && <Loading />}
        {list.isError && !list.data && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && webhooks.length === 0 && (
          <Notice
            icon={IconWebhook}
            title={t('office/webhooks/empty')}
            hint={t('office/webhooks/emptyHint')}
          />
        )}
        <ul className={parts['rows']}>
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.webhookId} webhook={webhook} />
          ))}
        </ul>
      </Panel>
    </>
  );
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { t } = useLanguage();
  const names = useNames();
  const { standing, tone } = standingOf(webhook);
  return (
    <li>
      <div className={parts['rowHead']}>
        <div>
          <p className={parts['row']}>
            <strong>{webhook.description || new URL(webhook.url).host}</strong>
            <Tag tone={tone}>{t(`office/webhooks/standing/${standing}`)}</Tag>
          </p>
          <p className={parts['code']}>{webhook.url}</p>
          <p className={parts['soft']}>
            {names.party(webhook.party)} · {webhook.types?.length ?? t('office/webhooks/allTypes')}
            {webhook.types ? ` ${t('office/webhooks/types')}` : ''}
          </p>
        </div>
        <Button component="a" size="md" variant="light" href={linkTo('webhooks', webhook.webhookId)}>
          {t('office/webhooks/open')}
        </Button>
      </div>
    </li>
  );
}
