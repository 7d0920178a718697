import type { AuditRow } from '#database';

export interface AuditColumns {
  hub: string;
  sequence: string;
  at: Date;
  actor_kind: string;
  actor_id: string;
  party: string | null;
  action: string;
  subject: string;
  outcome: string;
  details: object;
  hash: string;
}

export const auditColumns = `hub, sequence, at, actor_kind, actor_id, party, action, subject, outcome, details,
  encode(hash, 'hex') AS hash`;

export function auditItem(row: AuditColumns) {
  const { actor_kind, actor_id, sequence, ...rest } = row;
  return { ...rest, sequence: Number(sequence), actor: { kind: actor_kind, id: actor_id } };
}

export const csvHeader = 'sequence,at,actor_kind,actor_id,party,action,subject,outcome,details,hash\r\n';

/** RFC 4180. A cell that a spreadsheet would reckon as a formula is told to be text. */
export function csvLine(row: Omit<AuditRow, 'hash'> & { hash: string }): string {
  const { sequence, at, actor, party, action, subject, outcome, details, hash } = row;
  const cells = [sequence, at.toISOString(), actor.kind, actor.id, party ?? '', action, subject, outcome];
  return `${[...cells, JSON.stringify(details), hash].map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number): string {
  const text = String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
