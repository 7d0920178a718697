import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentParty } from '#access';
import type { Principal } from '#access';
import { Database } from '#database';
import { Listed } from '../documents/describe.js';
import { queryPipe } from '../http/validation.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { RejectedQuery } from './list-query.js';
import { readPage } from './paging.js';
import type { Listing } from './paging.js';
import { Where } from './where.js';

interface RejectedRow {
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
  received_at: Date;
}

/** What was refused, and why. What it said is shown to the party that sent it alone. */
@ApiTags('Data quality')
@Controller('v1/rejected')
@UseGuards(ReadGuard)
export class RejectedController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get()
  @Listed('Rejected', 'Peristiwa yang ditolak, terbaru dahulu', 'Refused events, newest first')
  async list(
    @Query(queryPipe) query: RejectedQuery,
    @ReaderScope() scope: Scope,
    @CurrentParty() reader: Principal | undefined,
  ) {
    const where = new Where().equals('party', query.party).equals('code', query.code);
    if (!scope.everything) where.add('party = ?', scope.party);
    const listing: Listing<RejectedRow, unknown> = {
      name: 'rejected',
      columns:
        'rejected_id, party, event_id, type, code, text, details, topic, partition, "offset", payload, received_at',
      from: 'intake.rejected',
      order: [{ sql: 'number', type: 'bigint' }],
      descending: true,
      item: (row) => rejectedItem(row, reader !== undefined && row.party === reader.party),
    };
    return readPage(this.database, listing, where, query);
  }
}

function rejectedItem(row: RejectedRow, own: boolean) {
  return {
    rejectedId: row.rejected_id,
    party: row.party,
    eventId: row.event_id,
    type: row.type,
    code: row.code,
    text: row.text,
    details: own ? row.details : row.details.map(withoutValues),
    origin: { topic: row.topic, partition: row.partition, offset: Number(row.offset) },
    receivedAt: row.received_at.toISOString(),
    payload: own ? row.payload : null,
  };
}

// Details may quote what the event said.
function withoutValues(detail: unknown): unknown {
  const { path, code } = detail as { path?: unknown; code?: unknown };
  return { path, code };
}
