import type { PaperKind, PaperLine } from './paper-content.js';

/** How a paper writes its figures: as people in Indonesia read them. */

export const titles: Record<PaperKind, { id: string; en: string }> = {
  SJ: { id: 'Surat Jalan', en: 'Delivery note' },
  DM: { id: 'Daftar Muat', en: 'Load list' },
  BAST: { id: 'Berita Acara Serah Terima', en: 'Receipt of goods' },
};

export const temperatures: Record<string, string> = {
  ambient: 'Suhu ruang / ambient',
  chilled: 'Dingin 0–4 °C / chilled',
  frozen: 'Beku ≤ −18 °C / frozen',
  live: 'Hidup / live',
};

const zones: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const shownUnits: Record<string, { name: string; size: number }> = {
  g: { name: 'kg', size: 1_000 },
  ml: { name: 'l', size: 1_000 },
  piece: { name: 'buah', size: 1 },
};

const figures = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 3 });

export function figure(value: number): string {
  return figures.format(value);
}

export function quantityText(base: number, unit: string): string {
  const { name, size } = shownUnits[unit] ?? { name: unit, size: 1 };
  return `${figure(base / size)} ${name}`;
}

/** Whole handling units and what is left over, such as `266 peti + 10 kg`. */
export function handlingText(base: number, { unit, handling }: Pick<PaperLine, 'unit' | 'handling'>): string {
  if (handling === null) return '–';
  const whole = Math.floor(base / handling.size);
  const rest = base - whole * handling.size;
  const parts = [
    ...(whole > 0 ? [`${figure(whole)} ${handling.name}`] : []),
    ...(rest > 0 ? [quantityText(rest, unit)] : []),
  ];
  return parts.join(' + ') || '0';
}

/** `2026-11-24` as `24 November 2026`. */
export function dateText(date: string): string {
  return new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

export function instantText(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('id-ID', {
    ...{ timeZone: zone, hourCycle: 'h23', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('day')} ${of('month')} ${of('year')}, ${of('hour')}.${of('minute')} ${zones[zone] ?? zone}`;
}
