import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconHandClick } from '@tabler/icons-react';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { useLists, useNames } from '../api/registry.js';
import { Preview } from '../desk/Preview.js';
import { quantityParts } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { browserNow } from '../live/time.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { useFilters } from '../shell/route.js';
import { abouts, actions, askedOf, targetOf, typedUnit } from './asked.js';
import styles from './Plan.module.css';
import { useOverride } from './use-override.js';
import { usePlan } from './use-plan.js';

const dayMs = 86_400_000;
const spans = [1, 3, 7, 30];

interface OverrideFormProps {
  hub: string;
  commodity: string | null;
}

/** Says what to hold, cap or pin; the address keeps it, so that a door elsewhere opens it filled in. */
export function OverrideForm({ hub, commodity }: OverrideFormProps) {
  const { t } = useLanguage();
  return (
    <Panel title={t('plan/override/new')} subtitle={t('plan/override/newHint')}>
      {commodity === null ? (
        <Notice icon={IconHandClick} title={t('plan/choose')} hint={t('plan/chooseHint')} />
      ) : (
        <Fields hub={hub} commodity={commodity} />
      )}
    </Panel>
  );
}

function Fields({ hub, commodity }: { hub: string; commodity: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const [query, setFilter] = useFilters();
  const asked = askedOf(query);
  const unit = names.unitOf(commodity);
  const unitShown = quantityParts(typedUnit[unit]?.base ?? 1, unit, language, { commodity }).unit;
  const target = targetOf(asked, unit);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('7');
  const { send, progress } = useOverride();
  const sending = useSending(async () => {
    const until = new Date(browserNow() + Number(days) * dayMs).toISOString();
    await send('/v1/overrides', { commodity, ...target, until, reason: reason.trim() });
    setReason('');
  });
  const choose = (name: string, label: string, value: string, data: { value: string; label: string }[]) => (
    <NativeSelect
      size="md"
      label={label}
      value={value}
      data={data}
      onChange={(event) => setFilter(name, event.currentTarget.value)}
    />
  );
  return (
    <form className={parts['body']} onSubmit={(event) => void sending.submit(event)}>
      <div className={parts['form']}>
        {choose(
          'jenis',
          t('plan/override/action'),
          asked.action,
          actions.map((value) => ({ value, label: t(`plan/override/actions/${value}`) })),
        )}
        {asked.action === 'hold' &&
          choose(
            'hal',
            t('plan/override/about'),
            asked.about,
            abouts.map((value) => ({ value, label: t(`plan/override/abouts/${value}`) })),
          )}
        <Targets hub={hub} commodity={commodity} choose={choose} />
        {asked.action !== 'hold' && (
          <TextInput
            size="md"
            inputMode="decimal"
            label={t('plan/override/quantity', { unit: unitShown })}
            value={asked.quantity}
            onChange={(event) => setFilter('jumlah', event.currentTarget.value)}
          />
        )}
        <NativeSelect
          size="md"
          label={t('plan/override/days')}
          value={days}
          data={spans.map((count) => ({ value: String(count), label: t('plan/override/day', { count }) }))}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
      </div>
      <p className={styles['hint']}>{t(`plan/override/${target ? 'preview' : 'incomplete'}`)}</p>
      {target && (
        <Preview ledger={{ hub, commodity, unit }} changes={[{ change: 'override.added', ...target }]} />
      )}
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
      <p role="status" className={styles['status']}>
        {sending.isSending
          ? t('plan/override/sending')
          : progress === 'idle'
            ? ''
            : t(`plan/override/${progress}`)}
      </p>
      <div className={parts['actions']}>
        <Button type="submit" size="md" loading={sending.isSending} disabled={target === null}>
          {t('plan/override/send')}
        </Button>
      </div>
    </form>
  );
}

interface TargetsProps {
  hub: string;
  commodity: string;
  choose: (
    name: string,
    label: string,
    value: string,
    data: { value: string; label: string }[],
  ) => React.ReactNode;
}

/** The lots, demands and lanes of the plan in force that the action can be about. */
function Targets({ hub, commodity, choose }: TargetsProps) {
  const { t } = useLanguage();
  const names = useNames();
  const { lanes } = useLists();
  const [query] = useFilters();
  const { action, about, lotId, demandId, lane } = askedOf(query);
  const plan = usePlan(hub, commodity).query.data;
  const none = { value: '', label: t('plan/override/none') };
  const isPair = action === 'pin';
  const showsLot = isPair || (action === 'hold' && about === 'lot');
  const showsDemand = action !== 'hold' || about === 'demand';
  const lots = plan?.lots ?? [];
  const demands = plan?.demands ?? [];
  return (
    <>
      {showsLot &&
        choose('lot', t('plan/override/lot'), lotId, [
          none,
          ...lots.map(({ lotId: value, location, lot }) => ({
            value,
            label: `${names.place(location)}${lot === 'default' ? '' : `, ${lot}`}`,
          })),
        ])}
      {showsDemand &&
        choose('kebutuhan', t('plan/override/demand'), demandId, [
          none,
          ...demands.map(({ demandId: value, destination }) => ({
            value,
            label: `${names.region(destination)} · ${value}`,
          })),
        ])}
      {action === 'hold' &&
        about === 'lane' &&
        choose('jalur', t('plan/override/lane'), lane, [
          none,
          ...lanes.map(({ id, origin, destination, mode }) => ({
            value: id,
            label: `${names.region(origin)} → ${names.region(destination)}, ${mode}`,
          })),
        ])}
    </>
  );
}
