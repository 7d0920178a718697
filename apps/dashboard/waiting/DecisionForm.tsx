import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import type { Shipment, ShipmentLine } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import parts from '../office/Parts.module.css';
import { exactUnits, typed, type LineAmount } from '../phone/line-amount.js';
import { typedUnits } from '../phone/packages.js';
import { awaitingOf } from '../receiving/awaiting.js';
import { untilMoved } from './until-moved.js';

/** Into stock again or thrown away: so much of it, and why; said once more in words before it is sent. */
export function DecisionForm({ shipment, line }: { shipment: Shipment; line: ShipmentLine }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { commodities, places, meta } = useLists();
  const client = useQueryClient();
  const { commodity, demandId, location, lot, unit } = line;
  const awaiting = awaitingOf(line);
  const units = typedUnits(
    commodities.find(({ code }) => code === commodity),
    unit,
  );
  const [to, setTo] = useState<'stock' | 'waste' | null>(null);
  const [said, setSaid] = useState<LineAmount>({ amount: typed(awaiting, units[0]!), unit: units[0]! });
  const [place, setPlace] = useState(location);
  const [note, setNote] = useState('');
  const base = exactUnits(said);
  const isRight = base !== null && base > 0 && base <= awaiting;
  const sending = useSending(async () => {
    await sendJson('POST', `/v1/shipments/${encodeURIComponent(shipment.shipmentId)}/dispositions`, {
      lines: [
        {
          ...{ commodity, demandId, location, lot, to },
          ...{ quantity: base, unit, note: note.trim() },
          ...(to === 'stock' && place !== location && { place }),
        },
      ],
    });
    await untilMoved(shipment);
    await client.invalidateQueries({ queryKey: ['waiting'] });
    setTo(null);
  });
  const open = (way: 'stock' | 'waste'): void => {
    setSaid({ amount: typed(awaiting, units[0]!), unit: units[0]! });
    setTo(way);
  };
  if (to === null)
    return (
      <div className={parts['actions']}>
        <Button size="md" onClick={() => open('stock')}>
          {t('office/waiting/toStock')}
        </Button>
        <Button size="md" variant="light" color="red" onClick={() => open('waste')}>
          {t('office/waiting/toWaste')}
        </Button>
      </div>
    );
  const regions = meta?.hub.producingRegions ?? [];
  const hubPlaces = places.filter(({ region, code }) => regions.includes(region) || code === location);
  return (
    <form className={parts['ask']} onSubmit={(event) => void sending.submit(event)}>
      <strong>
        {t(`office/waiting/ask/${to}`, {
          goods: `${formatQuantity(base ?? 0, unit, language, { commodity })} ${names.commodity(commodity)}`,
          place: names.place(place),
        })}
      </strong>
      <div className={parts['form']}>
        <TextInput
          size="md"
          label={t('office/waiting/amount')}
          inputMode="decimal"
          required
          value={said.amount}
          error={isRight ? null : t('office/waiting/wrongAmount')}
          onChange={(event) => setSaid({ ...said, amount: event.currentTarget.value })}
        />
        <NativeSelect
          size="md"
          label={t('office/waiting/unit')}
          value={said.unit.name}
          data={units.map(({ name }) => ({
            value: name,
            label: t(`phone/unit/${name}`, { defaultValue: name }),
          }))}
          onChange={(event) => {
            const next = units.find(({ name }) => name === event.currentTarget.value) ?? said.unit;
            setSaid({ unit: next, amount: base === null ? said.amount : typed(base, next) });
          }}
        />
        {to === 'stock' && (
          <NativeSelect
            size="md"
            label={t('office/waiting/place')}
            value={place}
            data={hubPlaces.map(({ code }) => ({ value: code, label: names.place(code) }))}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        )}
      </div>
      <TextInput
        size="md"
        label={t('office/reason')}
        description={t('office/waiting/reasonHint')}
        required
        minLength={3}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Complaint text={sending.complaint} faults={sending.faults} />
      <div className={parts['actions']}>
        <Button
          type="submit"
          size="md"
          {...(to === 'waste' && { color: 'red' })}
          loading={sending.isSending}
          disabled={!isRight || note.trim().length < 3}
        >
          {t(`office/waiting/yes/${to}`)}
        </Button>
        <Button size="md" variant="subtle" onClick={() => setTo(null)}>
          {t('office/cancel')}
        </Button>
      </div>
    </form>
  );
}
