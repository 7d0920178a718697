import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, RegistryCache, Requires } from '#access';
import type { Principal } from '#access';
import { Database } from '#database';
import { outboundEnds, readOutbound } from '#outbound';
import { Fails, Found } from '../documents/describe.js';
import { httpLimits } from '../http/limits.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { PageQuery } from '../queries/list-query.js';
import { decodePageCursor, encodePageCursor } from '../queries/paging.js';
import { tenancyOf } from '../scope/tenancy.js';

const list = 'outbound';

/** What is published for a party, fetched by it at its own pace. */
@ApiTags('Webhooks')
@Controller('v1/outbound')
@UseGuards(AccessGuard)
@Requires('read')
@ApiBearerAuth()
export class OutboundController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
  ) {}

  @Get()
  @Found(
    'OutboundPage',
    'Peristiwa untuk Anda sesudah penanda, berurutan; simpan next dan pakai lagi',
    'Events for you after the cursor, in order; keep `next` and ask with it again, now if `more`, else later',
  )
  @Fails('BAD_QUERY', 'BAD_CURSOR', 'CURSOR_EXPIRED', 'KEY_MISSING', 'FORBIDDEN', 'DATABASE_UNAVAILABLE')
  async read(
    @Query(queryPipe) { cursor, limit = httpLimits.listItemsDefault }: PageQuery,
    @CurrentParty() by: Principal,
  ) {
    const sql = this.database.within(tenancyOf(by, this.registry.index));
    // Numbers are in the order of commits: up to this one, all that there will ever be is there.
    const { last, ended } = await outboundEnds(sql);
    const after = cursor === undefined ? ended : positionOf(cursor);
    // Behind what is kept, or of another history than this one.
    if (after < ended || after > last) throw new Problem('CURSOR_EXPIRED');
    const events = await readOutbound(sql, by.party, { after, upTo: last, limit: limit + 1 });
    const page = events.slice(0, limit);
    const more = events.length > limit;
    const next = more ? page.at(-1)!.sequence : last;
    return {
      items: page.map(({ body }) => JSON.parse(body) as object),
      next: encodePageCursor(list, [next.toString()]),
      more,
    };
  }
}

function positionOf(cursor: string): bigint {
  const [text] = decodePageCursor(list, cursor, 1);
  if (!/^\d{1,18}$/.test(text!)) throw new Problem('BAD_CURSOR');
  return BigInt(text!);
}
