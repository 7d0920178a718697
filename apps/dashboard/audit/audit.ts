export interface AuditEntry {
  hub: string;
  sequence: number;
  at: string;
  actor: { kind: string; id: string };
  party: string | null;
  action: string;
  subject: string;
  outcome: 'done' | 'refused';
  details: Record<string, unknown>;
  hash: string;
}

export interface AuditVerdict {
  hub: string;
  rows: number;
  /** First row that does not follow from the one before; null: all do. */
  brokenAt: number | null;
}

export interface AuditFilter {
  party: string;
  action: string;
  subject: string;
  refused: boolean;
  from: string;
  to: string;
}

const zone = '+07:00';

/** Address of the rows that are asked for; days are those of the hub, the last one included. */
export function auditPath({ party, action, subject, refused, from, to }: AuditFilter): string {
  const asked = {
    party,
    action: action.trim(),
    subject: subject.trim(),
    outcome: refused ? 'refused' : '',
    from: from && `${from}T00:00:00${zone}`,
    to: to && `${dayAfter(to)}T00:00:00${zone}`,
  };
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return query.size > 0 ? `/v1/audit?${query}` : '/v1/audit';
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** Details in one line, their names as `nameOf` says them. */
export function detailsText(details: Record<string, unknown>, nameOf: (name: string) => string): string {
  return Object.entries(details)
    .map(
      ([name, value]) =>
        `${nameOf(name)}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    )
    .join(' · ');
}
