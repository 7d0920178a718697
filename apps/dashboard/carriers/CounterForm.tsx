import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';
import { useVehicles } from '../phone/use-vehicles.js';
import type { Offer } from './offer.js';

interface CounterFormProps {
  offer: Offer;
  shipment: Shipment;
  done: (counter: object) => void;
  cancel: () => void;
}

const countMax = 20;
const daysMax = 14;

/** With another vehicle, or on another day: the hub decides. */
export function CounterForm({ offer, shipment, done, cancel }: CounterFormProps) {
  const { t } = useLanguage();
  const vehicles = useVehicles();
  const first = offer.vehicles[0] ?? { code: '', count: 1 };
  const [code, setCode] = useState(first.code);
  const [count, setCount] = useState(String(first.count));
  const [date, setDate] = useState(shipment.pickupDate);
  const [reason, setReason] = useState('');
  const fitting = vehicles.filter(
    ({ temperatureClasses }) =>
      !shipment.temperatureClass || temperatureClasses.includes(shipment.temperatureClass),
  );
  const hasVehicle = code !== first.code || Number(count) !== first.count;
  const hasDate = date !== shipment.pickupDate && date !== '';
  const last = new Date(Date.parse(shipment.pickupDate) + daysMax * 86_400_000).toISOString().slice(0, 10);
  const counter = {
    ...(hasVehicle && { vehicles: [{ code, count: Number(count) }] }),
    ...(hasDate && { pickupDate: date }),
    ...(reason.trim() && { reason: reason.trim() }),
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (hasVehicle || hasDate) done(counter);
      }}
    >
      <p className={styles['legend']}>{t('phone/offer/counterHint')}</p>
      <NativeSelect
        label={t('phone/vehicle')}
        value={code}
        data={fitting.map((vehicle) => ({ value: vehicle.code, label: vehicle.name }))}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        type="number"
        inputMode="numeric"
        label={t('phone/offer/count')}
        required
        min={1}
        max={countMax}
        value={count}
        onChange={(event) => setCount(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('phone/pickup')}
        max={last}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <TextInput
        label={t('phone/reason')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={styles['buttons']}>
        <Button type="submit" size="md" disabled={!hasVehicle && !hasDate}>
          {t('phone/offer/sendCounter')}
        </Button>
        <Button size="md" variant="subtle" onClick={cancel}>
          {t('phone/back')}
        </Button>
      </div>
    </form>
  );
}
