import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { getJson, sendJson } from '../api/client.js';
import type { ItemList } from '../api/types.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { DataTable } from '../office/DataTable.js';
import parts from '../office/Parts.module.css';
import { Tag } from '../office/Tag.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { deliveryTone, type Delivery } from './webhook.js';

const everyMs = 5_000;
const shownMax = 50;
const states = ['', 'pending', 'delivered', 'failed'];

/** What was sent, what came of it, and the way to send it again. */
export function Deliveries({ path, changed }: { path: string; changed: () => void }) {
  const { t, language } = useLanguage();
  const [state, setState] = useState('');
  const list = useQuery({
    queryKey: ['deliveries', path, state],
    queryFn: ({ signal }) =>
      getJson<ItemList<Delivery>>(
        `${path}/deliveries?limit=${shownMax}${state ? `&state=${state}` : ''}`,
        signal,
      ),
    refetchInterval: everyMs,
    retry: 1,
  });
  const redeliver = async (eventId: string): Promise<void> => {
    await sendJson('POST', `${path}/redeliveries`, { eventIds: [eventId] });
    changed();
  };
  const rows = list.data?.items ?? [];
  const outcome = ({ history }: Delivery): string => {
    const last = history.at(-1);
    if (!last) return '–';
    return [last.status ?? last.code, `${last.ms} ms`].filter((part) => part !== null).join(' · ');
  };
  return (
    <Panel
      title={t('office/webhooks/log')}
      subtitle={t('office/webhooks/logHint')}
      tools={
        <NativeSelect
          size="md"
          aria-label={t('office/webhooks/filter')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value)}
          data={states.map((value) => ({
            value,
            label: value ? t(`office/webhooks/delivery/${value}`) : t('common/all'),
          }))}
        />
      }
    >
      <Range path={path} changed={changed} />
      {list.isPending && <Loading />}
      {list.isError && !list.data && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <Notice icon={IconMailOff} title={t('office/webhooks/noLog')} hint={t('office/webhooks/noLogHint')} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('office/webhooks/log')}
          rows={rows}
          keyOf={({ eventId, queuedAt }) => `${eventId}/${queuedAt}`}
          columns={[
            {
              label: t('office/webhooks/event'),
              cell: ({ type, eventId }) => (
                <>
                  {type}
                  <br />
                  <span className={parts['code']}>{eventId}</span>
                </>
              ),
            },
            {
              label: t('office/webhooks/state'),
              tight: true,
              cell: (row) => (
                <Tag tone={deliveryTone[row.state]}>{t(`office/webhooks/delivery/${row.state}`)}</Tag>
              ),
            },
            { label: t('office/webhooks/answer'), tight: true, cell: outcome },
            { label: t('office/webhooks/attempts'), numeric: true, cell: ({ attempts }) => attempts },
            {
              label: t('office/webhooks/at'),
              tight: true,
              cell: ({ deliveredAt, queuedAt }) => formatStamp(deliveredAt ?? queuedAt, language),
            },
            {
              label: t('office/webhooks/again'),
              bare: true,
              cell: ({ eventId }) => <Again send={() => redeliver(eventId)} />,
            },
          ]}
        />
      )}
    </Panel>
  );
}

function Again({ send }: { send: () => Promise<void> }) {
  const { t } = useLanguage();
  const { submit, isSending, complaint } = useSending(send);
  return (
    <>
      <Button size="sm" variant="light" loading={isSending} onClick={() => void submit()}>
        {t('office/webhooks/again')}
      </Button>
      <Complaint text={complaint} />
    </>
  );
}

/** Everything of some days again: after a system was away. */
function Range({ path, changed }: { path: string; changed: () => void }) {
  const { t } = useLanguage();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [queued, setQueued] = useState<number | null>(null);
  const { submit, isSending, complaint, faults } = useSending(async () => {
    const range = {
      from: new Date(from).toISOString(),
      ...(to && { to: new Date(to).toISOString() }),
    };
    setQueued((await sendJson<{ queued: number }>('POST', `${path}/redeliveries`, range)).queued);
    changed();
  });
  return (
    <form className={parts['body']} onSubmit={(event) => void submit(event)}>
      <div className={parts['form']}>
        <TextInput
          size="md"
          type="datetime-local"
          required
          label={t('office/webhooks/rangeFrom')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          size="md"
          type="datetime-local"
          label={t('office/webhooks/rangeTo')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <Complaint text={complaint} faults={faults} />
      {queued !== null && (
        <p role="status" className={parts['done']}>
          {t('office/webhooks/queued', { count: queued })}
        </p>
      )}
      <div className={parts['actions']}>
        <Button type="submit" size="md" variant="light" loading={isSending}>
          {t('office/webhooks/rangeAgain')}
        </Button>
      </div>
    </form>
  );
}
