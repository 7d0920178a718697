import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsSplit2,
  IconPackageOff,
  IconTransfer,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { formatMoment, toEpoch } from '../format/time.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Phone.module.css';

/** What became of a load on its way: divided, joined, handed over, turned back, or left behind. */
export function JourneyNotes({ shipment }: { shipment: Shipment }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { handovers = [], left = [], parts = [], partOf, mergedInto, lines } = shipment;
  const notes: [ReactNode, string][] = [];
  const last = handovers.at(-1);
  if (last) {
    const isSame = last.from === last.to;
    const values = {
      from: names.party(last.from),
      to: names.party(last.to),
      vehicle: last.vehicle ?? '',
      at: formatMoment(toEpoch(last.time) ?? 0, language),
    };
    const kind = isSame ? (last.vehicle ? 'vehicle' : 'again') : 'carrier';
    notes.push([<IconTransfer size={20} aria-hidden />, t(`phone/journey/${kind}`, values)]);
  }
  if (partOf) notes.push([<IconArrowsSplit2 size={20} aria-hidden />, t('phone/journey/partOf', { partOf })]);
  if (parts.length > 0)
    notes.push([
      <IconArrowsSplit2 size={20} aria-hidden />,
      t('phone/journey/parts', { parts: parts.join(', ') }),
    ]);
  if (mergedInto)
    notes.push([<IconArrowMerge size={20} aria-hidden />, t('phone/journey/merged', { mergedInto })]);
  for (const { commodity, lot, quantity, reason } of left) {
    const unit = lines.find((line) => line.commodity === commodity)?.unit ?? 'g';
    const amount = formatQuantity(quantity, unit, language, { commodity });
    const what = `${amount} ${names.commodity(commodity)} (${lot})`;
    notes.push([
      <IconPackageOff size={20} aria-hidden />,
      t('phone/journey/left', { what }) + (reason ? ` · ${reason}` : ''),
    ]);
  }
  const place = lines.find(({ returning }) => returning)?.returning;
  if (place)
    notes.push([
      <IconArrowBackUp size={20} aria-hidden />,
      t('phone/journey/returning', { place: names.place(place) }),
    ]);
  return notes.map(([icon, text]) => (
    <div key={text} className={styles['note']}>
      {icon}
      <div>{text}</div>
    </div>
  ));
}
