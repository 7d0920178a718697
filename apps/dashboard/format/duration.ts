import type { Language } from './language.js';
import { formatNumber } from './number.js';

const units: Record<Language, { second: string; minute: string; hour: string; day: string }> = {
  id: { second: 'dtk', minute: 'mnt', hour: 'jam', day: 'hari' },
  en: { second: 's', minute: 'min', hour: 'h', day: 'd' },
};

/** A span in its largest sensible unit: `42 dtk`, `5 mnt`, `3 jam`, `2 hari`. Negative spans count as none. */
export function formatDuration(milliseconds: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const unit = units[language];
  if (seconds < 60) return `${seconds}\u00a0${unit.second}`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}\u00a0${unit.minute}`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)}\u00a0${unit.hour}`;
  return `${formatNumber(Math.floor(seconds / 86_400), language)}\u00a0${unit.day}`;
}

/** A delay between machines: milliseconds below a second, then seconds with one decimal, then as a span. */
export function formatDelay(milliseconds: number, language: Language): string {
  const delay = Math.max(0, milliseconds);
  if (delay < 999.5) return `${formatNumber(delay, language)}\u00a0ms`;
  if (delay < 60_000) return `${formatNumber(delay / 1000, language, 1)}\u00a0${units[language].second}`;
  return formatDuration(delay, language);
}
