import { Button, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { getJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import type { ItemList, Override } from '../api/types.js';
import { Preview } from '../desk/Preview.js';
import { formatQuantity } from '../format/quantity.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { OverrideForm } from './OverrideForm.js';
import styles from './Plan.module.css';
import { useOverride } from './use-override.js';

interface OverridesPartProps {
  hub: string;
  commodity: string | null;
}

/** What officers ask of the plan: the form, what is in force, and what was. */
export function OverridesPart({ hub, commodity }: OverridesPartProps) {
  const { t } = useLanguage();
  const { person, may } = useMay();
  const path = `/v1/overrides?${new URLSearchParams({ hub, ...(commodity && { commodity }) })}`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<ItemList<Override>>(path, signal),
    refetchInterval: 15_000,
    retry: 1,
  });
  const mayOverride = may('plan:override') && person?.party === hub;
  const active = query.data?.items.filter(({ state }) => state === 'active') ?? [];
  const past = query.data?.items.filter(({ state }) => state !== 'active') ?? [];
  return (
    <>
      {mayOverride ? (
        <OverrideForm key={commodity} hub={hub} commodity={commodity} />
      ) : (
        <p className={styles['hint']}>{t('plan/override/notAllowed')}</p>
      )}
      <Panel title={t('plan/override/active')} subtitle={t('plan/override/hint')}>
        {query.isPending && <Loading rows={2} />}
        {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
        {query.data && active.length === 0 && (
          <Notice icon={IconHandStop} title={t('plan/override/empty')} hint={t('plan/override/emptyHint')} />
        )}
        <ul className={styles['overrides']}>
          {active.map((override) => (
            <OverrideItem key={override.overrideId} override={override} mayRelease={mayOverride} />
          ))}
        </ul>
      </Panel>
      {past.length > 0 && (
        <Panel title={t('plan/override/past')}>
          <ul className={styles['overrides']}>
            {past.map((override) => (
              <OverrideItem key={override.overrideId} override={override} mayRelease={false} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function OverrideItem({ override, mayRelease }: { override: Override; mayRelease: boolean }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { action, commodity, quantity, unit, by, at, reason, until, release, state } = override;
  const somebody = t('plan/override/somebody');
  const figure = quantity === null ? '' : formatQuantity(quantity, unit, language, { commodity });
  return (
    <li>
      <h3>
        {names.commodity(commodity)} ·{' '}
        {t(`plan/override/${action}`, { what: useTarget(override), quantity: figure })}
      </h3>
      {reason !== null && (
        <p>{t('plan/override/said', { by: by ?? somebody, at: formatStamp(at, language), reason })}</p>
      )}
      <p className={styles['hint']}>
        {t(state === 'active' ? 'plan/override/until' : 'plan/override/expired', {
          at: formatStamp(state === 'released' ? release!.at : until, language),
        })}
      </p>
      {release?.reason && (
        <p>
          {t('plan/override/released', {
            by: release.by ?? somebody,
            at: formatStamp(release.at, language),
            reason: release.reason,
          })}
        </p>
      )}
      {mayRelease && <Release override={override} />}
    </li>
  );
}

/** What an override is about, in words; empty where the reader may not know. */
function useTarget({ location, lot, demandId, lane }: Override): string {
  const names = useNames();
  const { lanes } = useLists();
  const known = lanes.find(({ id }) => id === lane);
  return [
    location && `${names.place(location)}${lot === null || lot === 'default' ? '' : `, ${lot}`}`,
    demandId,
    lane &&
      (known ? `${names.region(known.origin)} → ${names.region(known.destination)}, ${known.mode}` : lane),
  ]
    .filter(Boolean)
    .join(' → ');
}

/** Taking it back is a fact too: what would change, the reason, and yes. */
function Release({ override }: { override: Override }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { send } = useOverride();
  const { overrideId } = override;
  const sending = useSending(async () => {
    await send(`/v1/overrides/${encodeURIComponent(overrideId)}/release`, { reason: reason.trim() });
  });
  if (!isOpen)
    return (
      <Button variant="light" size="md" onClick={() => setOpen(true)}>
        {t('plan/act/release')}
      </Button>
    );
  return (
    <form className={styles['ask']} onSubmit={(event) => void sending.submit(event)}>
      <p className={styles['hint']}>{t('plan/override/preview')}</p>
      <Preview ledger={override} changes={[{ change: 'override.released', overrideId }]} />
      <TextInput
        size="md"
        required
        minLength={3}
        maxLength={300}
        label={t('plan/override/reason')}
        description={t('plan/override/reasonHint')}
        value={reason}
        onChange={(typed) => setReason(typed.currentTarget.value)}
      />
      <Complaint text={sending.complaint} faults={sending.faults} />
      <div className={parts['actions']}>
        <Button type="submit" size="md" loading={sending.isSending}>
          {t('plan/override/send')}
        </Button>
        <Button size="md" variant="subtle" onClick={() => setOpen(false)}>
          {t('plan/override/cancel')}
        </Button>
      </div>
    </form>
  );
}
