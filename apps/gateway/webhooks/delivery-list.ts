import type { Sql } from '#database';
import type { Attempt } from '#outbound';
import { readPage, type Listing } from '../queries/paging.js';
import { Where } from '../queries/where.js';
import type { DeliveriesQuery } from './webhooks.dto.js';

interface Row {
  sequence: string;
  event_id: string;
  type: string;
  state: 'pending' | 'delivered' | 'failed';
  attempts: number;
  queued_at: Date;
  due_at: Date;
  delivered_at: Date | null;
  history: Attempt[];
}

const deliveries: Listing<Row, object> = {
  name: 'deliveries',
  columns: 'sequence, event_id, type, state, attempts, queued_at, due_at, delivered_at, history',
  from: 'outbound.delivery',
  order: [{ sql: 'sequence', type: 'bigint' }],
  descending: true,
  item: ({ event_id, type, state, attempts, queued_at, due_at, delivered_at, history }) => ({
    eventId: event_id,
    type,
    state,
    attempts,
    queuedAt: queued_at.toISOString(),
    nextAt: state === 'pending' ? due_at.toISOString() : null,
    deliveredAt: delivered_at?.toISOString() ?? null,
    history,
  }),
};

/** What became of the deliveries of a webhook, newest event first; tests last. */
export function readDeliveries(
  sql: Sql,
  webhookId: string,
  { state, eventId, ...page }: DeliveriesQuery,
): Promise<{ items: object[]; next: string | null }> {
  const where = new Where().add('webhook_id = ?', webhookId);
  return readPage(sql, deliveries, where.equals('state', state).equals('event_id', eventId), page);
}
