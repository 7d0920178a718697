import { Button } from '@mantine/core';
import { IconFlagCheck, IconRoad } from '@tabler/icons-react';
import { useState } from 'react';
import type { Shipment, ShipmentLine, ShipmentStatus } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { lineKey, partOf, wholeLine, type LineAmount } from '../phone/line-amount.js';
import { LineFields } from '../phone/LineFields.js';
import styles from '../phone/Phone.module.css';
import { Reasons } from '../phone/Reasons.js';
import { useShipmentOutbox } from '../phone/use-outbox.js';
import { plateCode } from './plate.js';
import { PlateInput } from './PlateInput.js';

const steps = ['accepted', 'dispatched', 'in_transit', 'closed'] as const;

interface LoadStepsProps {
  shipment: Shipment;
  status: ShipmentStatus;
  /** It is with this person's party. */
  canAct: boolean;
}

/** Where the load is in its life, and the one thing to press next. */
export function LoadSteps({ shipment, status, canAct }: LoadStepsProps) {
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
      {canAct && status === 'accepted' && <Departure shipment={shipment} />}
      {canAct && (status === 'dispatched' || status === 'in_transit') && (
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

/** Loaded and gone: all of it in one tap, or line by line with a reason for what stays. */
function Departure({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const { say } = useShipmentOutbox(shipment.shipmentId);
  const [isByLine, setByLine] = useState(false);
  const [plate, setPlate] = useState('');
  const depart = (less?: { lines: object[]; reason: string }): void =>
    void say('dispatches', `${shipment.shipmentId}/dispatched`, {
      ...less,
      ...(plateCode(plate) && { vehicle: plateCode(plate) }),
    });
  return (
    <div className={styles['buttons']}>
      <PlateInput value={plate} change={setPlate} />
      {isByLine ? (
        <PartialDeparture shipment={shipment} depart={depart} cancel={() => setByLine(false)} />
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

interface PartialDepartureProps {
  shipment: Shipment;
  depart: (less: { lines: object[]; reason: string }) => void;
  cancel: () => void;
}

function PartialDeparture({ shipment, depart, cancel }: PartialDepartureProps) {
  const { t } = useLanguage();
  const [amounts, setAmounts] = useState<Record<string, LineAmount>>({});
  const [asksWhy, setAsksWhy] = useState(false);
  const whole = (line: ShipmentLine): LineAmount => wholeLine(line, { name: line.unit, size: 1 });
  const loaded = partOf(
    shipment.lines,
    Object.fromEntries(shipment.lines.map((line) => [lineKey(line), amounts[lineKey(line)] ?? whole(line)])),
  );
  if (asksWhy && loaded)
    return (
      <Reasons
        title={t('phone/load/whyLess')}
        reasons={['room', 'goods', 'quality', 'weight'].map((code) => t(`phone/load/less/${code}`))}
        send={t('phone/load/departSome')}
        done={(reason) => depart({ lines: loaded.lines, reason })}
        cancel={() => setAsksWhy(false)}
      />
    );
  return (
    <div className={styles['form']}>
      <p className={styles['legend']}>{t('phone/load/byLineHint')}</p>
      <LineFields lines={shipment.lines} values={amounts} change={setAmounts} />
      <Button size="lg" disabled={!loaded || loaded.isAll} onClick={() => setAsksWhy(true)}>
        {t('phone/next')}
      </Button>
      <Button size="md" variant="subtle" onClick={cancel}>
        {t('phone/back')}
      </Button>
    </div>
  );
}
