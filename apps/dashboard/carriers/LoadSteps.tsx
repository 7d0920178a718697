import { Button, TextInput } from '@mantine/core';
import { IconFlagCheck, IconRoad } from '@tabler/icons-react';
import { useState } from 'react';
import type { Shipment, ShipmentStatus } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { baseUnits, lineKey, reportOf, type LineAmount } from '../phone/line-amount.js';
import { LineFields } from '../phone/LineFields.js';
import styles from '../phone/Phone.module.css';
import { useShipmentOutbox } from '../phone/use-outbox.js';

const steps = ['accepted', 'dispatched', 'in_transit', 'closed'] as const;

/** Where the load is in its life, and the one thing to press next. */
export function LoadSteps({ shipment, status }: { shipment: Shipment; status: ShipmentStatus }) {
  const { t } = useLanguage();
  const reached = steps.indexOf(status as (typeof steps)[number]);
  return (
    <>
      <ol className={styles['steps']} aria-label={t('phone/load/steps')}>
        {steps.map((step, index) => (
          <li key={step} data-done={index <= reached || undefined}>
            {t(`phone/load/step/${step}`)}
          </li>
        ))}
      </ol>
      {status === 'accepted' && <Departure shipment={shipment} />}
      {(status === 'dispatched' || status === 'in_transit') && (
        <div className={styles['note']}>
          <IconRoad size={20} aria-hidden />
          <div>{t('phone/load/onTheWay')}</div>
        </div>
      )}
      {status === 'closed' && (
        <div className={styles['note']} data-tone="good">
          <IconFlagCheck size={20} aria-hidden />
          <div>{t('phone/load/arrived')}</div>
        </div>
      )}
    </>
  );
}

/** Loaded and gone: all of it in one tap, or line by line. */
function Departure({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const { say } = useShipmentOutbox(shipment.shipmentId);
  const [isByLine, setByLine] = useState(false);
  const [plate, setPlate] = useState('');
  const [amounts, setAmounts] = useState<Record<string, LineAmount>>({});
  const vehicle = plate.trim().replace(/\s+/g, '-').toUpperCase();
  const depart = (lines?: object[]): void =>
    void say('dispatches', `${shipment.shipmentId}/dispatched`, {
      ...(lines && { lines }),
      ...(vehicle && { vehicle }),
    });
  const changed = shipment.lines.filter((line) => amounts[lineKey(line)]);
  const isReadable = changed.every((line) => baseUnits(amounts[lineKey(line)]!) !== null);
  const departByLine = (): void => {
    const lines = shipment.lines.flatMap((line) => {
      const said = amounts[lineKey(line)];
      if (!said) return [{ ...named(line), quantity: line.quantity, unit: line.unit }];
      return baseUnits(said) === 0 ? [] : [reportOf(line, said)];
    });
    if (lines.length > 0) depart(lines);
  };
  return (
    <div className={styles['buttons']}>
      <TextInput
        label={t('phone/load/plate')}
        description={t('phone/load/plateHint')}
        placeholder="AG 8123 UK"
        maxLength={20}
        pattern="[A-Za-z0-9 .\-]*"
        autoCapitalize="characters"
        value={plate}
        onChange={(event) => setPlate(event.currentTarget.value)}
      />
      {isByLine ? (
        <div className={styles['form']}>
          <p className={styles['legend']}>{t('phone/load/byLineHint')}</p>
          <LineFields lines={shipment.lines} values={amounts} change={setAmounts} />
          <Button size="lg" disabled={!isReadable} onClick={departByLine}>
            {t('phone/load/departSome')}
          </Button>
          <Button size="md" variant="subtle" onClick={() => setByLine(false)}>
            {t('phone/back')}
          </Button>
        </div>
      ) : (
        <>
          <Button size="lg" onClick={() => depart()}>
            {t('phone/load/depart')}
          </Button>
          <Button size="md" variant="light" onClick={() => setByLine(true)}>
            {t('phone/load/byLine')}
          </Button>
        </>
      )}
    </div>
  );
}

const named = ({ location, lot, demandId, commodity }: Shipment['lines'][number]) => ({
  location,
  lot,
  demandId,
  commodity,
});
