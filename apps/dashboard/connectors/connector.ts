import type { Bilingual, Fault } from '../api/types.js';
import type { Tone } from '../office/Tag.js';

export const connectorKinds = ['push', 'upload', 'poll', 'topic'] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

export interface Configuration {
  mapping: string;
  paused?: boolean;
  items?: string;
  columns?: { name: string; required?: boolean; kind?: string; example?: string }[];
  [setting: string]: unknown;
}

export interface ConnectorVersion {
  party: string;
  kind: ConnectorKind;
  version: number;
  configuration: Configuration;
  reason: string;
  savedBy: { kind: string; id: string };
  savedAt: string;
}

export interface Connector extends ConnectorVersion {
  state: 'paused' | 'waiting' | 'running' | 'failing';
  lastRunAt: string | null;
  lastOkAt: string | null;
  lastError: { code: string; text: Bilingual; at: string } | null;
  failures: number;
  items: number;
  events: number;
  refused: number;
}

export interface JudgedEvent {
  event: unknown;
  status: 'accepted' | 'repeated' | 'refused';
  code?: string;
  text?: Bilingual;
  errors?: Fault[];
}

export interface RowRefusal {
  line: number | null;
  column: string | null;
  code: string;
  text: Bilingual;
  errors?: Fault[];
}

export interface ConnectorTrial {
  items: { item: number; input: unknown; events: JudgedEvent[] }[];
  rejected: RowRefusal[];
}

export interface UploadReport {
  committed: boolean;
  rows: number;
  events: number;
  repeated: number;
  items: { line: number; events: JudgedEvent[] }[];
  rejected: RowRefusal[];
}

export const stateTone: Record<Connector['state'], Tone> = {
  running: 'good',
  waiting: 'info',
  paused: 'quiet',
  failing: 'bad',
};

/** Of a configuration all but the mapping, which has an editor of its own. */
export function settingsText({ mapping: _, ...settings }: Configuration): string {
  return JSON.stringify(settings, null, 2);
}

/** Settings and mapping as one configuration; null when the settings are no JSON object. */
export function configurationOf(settings: string, mapping: string): Configuration | null {
  try {
    const read: unknown = JSON.parse(settings.trim() === '' ? '{}' : settings);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
    return { ...(read as object), mapping };
  } catch {
    return null;
  }
}

/** The sample as the gateway wants it: text of a CSV file for an upload, JSON for the others. */
export function sampleOf(kind: ConnectorKind, text: string): { ok: true; sample: unknown } | { ok: false } {
  if (kind === 'upload') return { ok: true, sample: text };
  try {
    return { ok: true, sample: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

/** A sample to begin with: the declared columns with their examples, or an empty item. */
export function firstSample(kind: ConnectorKind, { columns = [] }: Configuration): string {
  if (kind !== 'upload') return '[\n  {}\n]';
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const row = (texts: string[]): string => texts.map(cell).join(',');
  return `${row(columns.map(({ name }) => name))}\n${row(columns.map(({ example }) => example ?? ''))}\n`;
}

const demand = `{
  "id": nomor,
  "type": "demand.declared",
  "time": waktu,
  "data": {
    "demandId": nomor,
    "destination": "35.78",
    "commodity": "egg.chicken",
    "quantity": jumlah,
    "unit": "KGM",
    "window": { "from": mulai, "to": sampai },
    "basis": "order"
  }
}`;

const column = (name: string, kind: string, example: string) => ({ name, required: true, kind, example });

/** Where a new connector of a kind begins. */
export function blankConfiguration(kind: ConnectorKind, party: string): Configuration {
  switch (kind) {
    case 'push':
      return { mapping: demand };
    case 'upload':
      return {
        mapping: demand,
        columns: [
          column('nomor', 'text', 'P-001'),
          column('waktu', 'text', '2026-11-24T08:00:00+07:00'),
          column('jumlah', 'number', '1200'),
          column('mulai', 'date', '2026-11-25'),
          column('sampai', 'date', '2026-11-30'),
        ],
      };
    case 'poll':
      return { mapping: demand, url: 'https://contoh.go.id/kebutuhan', everySeconds: 300, items: '/data' };
    case 'topic':
      return { mapping: demand, topic: `foreign.${party}.kebutuhan` };
  }
}

const formats: Record<string, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Media type of a table by its file's name; null when it is none. */
export function tableTypeOf(fileName: string): string | null {
  return formats[fileName.toLowerCase().split('.').pop() ?? ''] ?? null;
}
