import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { ApiError, getJson, sendJson } from '../api/client.js';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';
import { useVehicles } from '../phone/use-vehicles.js';
import { useLaneText } from './use-lane-text.js';
import { temperatureClasses, toggled, type Service } from './service.js';

interface ServiceFormProps {
  /** Without a lane: a new one. */
  service: Service;
  taken: string[];
  done: () => void;
}

const countMax = 1_000;
const days = [1, 2, 3, 4, 5, 6, 7];
const notFound = 404;
/** The gateway's own list knows of a change a moment later. */
const refreshMs = 1_200;

export function ServiceForm({ service, taken, done }: ServiceFormProps) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const { lanes } = useLists();
  const laneText = useLaneText();
  const vehicles = useVehicles();
  const [value, setValue] = useState(service);
  const put = (part: Partial<Service>): void => setValue({ ...value, ...part });
  const isNew = service.lane === '';
  const { submit, isSending, complaint, faults } = useSending(async () => {
    const reason = t(isNew ? 'phone/service/reasonNew' : 'phone/service/reasonChanged');
    const body = { value, reason, expectedVersion: isNew ? 0 : await versionOf(value) };
    await sendJson('PUT', `/v1/services/${encodeURIComponent(value.lane)}`, body);
    await new Promise((resolve) => setTimeout(resolve, refreshMs));
    await client.invalidateQueries({ queryKey: ['phone'] });
    done();
  });
  const { say } = useLanguage();
  const isComplete = value.lane !== '' && value.days.length > 0 && Object.keys(value.vehicles).length > 0;
  return (
    <form className={styles['card']} onSubmit={(event) => void submit(event)}>
      <h2>{isNew ? t('phone/service/new') : laneText(service.lane)}</h2>
      {isNew && (
        <NativeSelect
          label={t('phone/service/lane')}
          required
          value={value.lane}
          data={[
            { value: '', label: t('phone/choose') },
            ...lanes
              .filter(({ id }) => !taken.includes(id))
              .map(({ id }) => ({ value: id, label: laneText(id) })),
          ]}
          onChange={(event) => put({ lane: event.currentTarget.value })}
        />
      )}
      <fieldset className={styles['options']}>
        <legend>{t('phone/service/vehiclesADay')}</legend>
        {vehicles.map(({ code, name }) => (
          <div key={code} className={styles['amountFields']}>
            <span className={styles['option']}>{name}</span>
            <TextInput
              type="number"
              inputMode="numeric"
              min={0}
              max={countMax}
              aria-label={t('phone/service/countOf', { name })}
              value={value.vehicles[code] ?? ''}
              placeholder="0"
              onChange={(event) => {
                const { [code]: _, ...others } = value.vehicles;
                const count = Math.min(countMax, Math.floor(Number(event.currentTarget.value)));
                put({ vehicles: count > 0 ? { ...others, [code]: count } : others });
              }}
            />
          </div>
        ))}
      </fieldset>
      <fieldset className={styles['options']}>
        <legend>{t('phone/temperature')}</legend>
        {temperatureClasses.map((one) => (
          <label key={one} className={styles['option']}>
            <input
              type="checkbox"
              checked={value.temperatureClasses.includes(one)}
              onChange={(event) =>
                put({
                  temperatureClasses: toggled(value.temperatureClasses, one, event.currentTarget.checked),
                })
              }
            />
            <span>{t(`phone/class/${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className={styles['days']}>
        <legend>{t('phone/service/days')}</legend>
        {days.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={value.days.includes(day)}
              onChange={(event) => put({ days: toggled(value.days, day, event.currentTarget.checked) })}
            />
            <span>{t(`phone/service/day/${day}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextInput
        type="number"
        inputMode="numeric"
        label={t('phone/service/rupiah')}
        required
        min={1}
        value={value.rupiah || ''}
        onChange={(event) => put({ rupiah: Math.floor(Number(event.currentTarget.value)) })}
      />
      <NativeSelect
        label={t('phone/service/perWhat')}
        value={value.rupiahPer}
        data={(['trip', 'kilogram'] as const).map((per) => ({
          value: per,
          label: t(`phone/service/per/${per}`),
        }))}
        onChange={(event) => put({ rupiahPer: event.currentTarget.value as Service['rupiahPer'] })}
      />
      {complaint && (
        <div className={styles['note']} data-tone="bad" role="alert">
          <div>
            <strong>{complaint}</strong>
            {faults.map((fault, index) => (
              <p key={index}>{say(fault.text)}</p>
            ))}
          </div>
        </div>
      )}
      <div className={styles['buttons']}>
        <Button type="submit" size="lg" loading={isSending} disabled={!isComplete}>
          {t('phone/service/save')}
        </Button>
        <Button size="md" variant="subtle" onClick={done}>
          {t('phone/back')}
        </Button>
      </div>
    </form>
  );
}

/** The version that is changed; 0 for one that is not there. */
async function versionOf({ carrier, lane }: Service): Promise<number> {
  const path = `/v1/registry/service/${encodeURIComponent(`${carrier}/${lane}`)}`;
  return getJson<{ version: number }>(path).then(
    ({ version }) => version,
    (error: unknown) => {
      if (error instanceof ApiError && error.status === notFound) return 0;
      throw error;
    },
  );
}
