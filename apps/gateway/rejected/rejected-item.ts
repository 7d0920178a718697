import type { RejectedState } from '#database';

export interface RejectedRow {
  rejected_id: string;
  party: string | null;
  event_id: string | null;
  type: string | null;
  code: string;
  text: { id: string; en: string };
  details: unknown[];
  topic: string;
  partition: number;
  offset: string;
  payload: string | null;
  trace: string | null;
  received_at: Date;
  state: RejectedState;
  resolved_at: Date | null;
  resolved_by: string | null;
  reason: string | null;
  resent_source: string | null;
  resent_id: string | null;
}

export const rejectedColumns = `rejected_id, party, event_id, type, code, text, details, topic, partition,
  "offset", payload, trace, received_at, state, resolved_at, resolved_by, reason, resent_source, resent_id`;

/** One entry of the history of a rejected event. */
export interface StepRow {
  at: Date;
  by: string;
  action: 'refused' | 'resent' | 'dismissed';
  event_source: string | null;
  event_id: string | null;
  code: string | null;
  text: { id: string; en: string } | null;
  details: unknown[];
  reason: string | null;
}

/** @param whole the reader may know what it said */
export function rejectedItem(row: RejectedRow, whole: boolean) {
  return {
    rejectedId: row.rejected_id,
    party: row.party,
    eventId: row.event_id,
    type: row.type,
    code: row.code,
    text: row.text,
    details: detailsOf(row.details, whole),
    origin: { topic: row.topic, partition: row.partition, offset: Number(row.offset) },
    receivedAt: row.received_at.toISOString(),
    state: row.state,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
    reason: whole ? row.reason : null,
    resent: row.resent_id === null ? null : { source: row.resent_source, id: row.resent_id },
    payload: whole ? row.payload : null,
  };
}

export function stepItem(row: StepRow, whole: boolean) {
  return {
    at: row.at.toISOString(),
    by: row.by,
    action: row.action,
    event: row.event_id === null ? null : { source: row.event_source, id: row.event_id },
    code: row.code,
    text: row.text,
    details: detailsOf(row.details, whole),
    reason: whole ? row.reason : null,
  };
}

// Details may quote what the event said.
function detailsOf(details: unknown[], whole: boolean): unknown[] {
  if (whole) return details;
  return details.map((detail) => {
    const { path, code } = detail as { path?: unknown; code?: unknown };
    return { path, code };
  });
}
