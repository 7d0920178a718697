import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#database';
import type { Offer, Offering, Shipment } from '#domain';
import { Listed } from '../documents/describe.js';
import { queryPipe } from '../http/validation.js';
import { PageQuery } from '../queries/list-query.js';
import { readPage } from '../queries/paging.js';
import type { Listing } from '../queries/paging.js';
import { Where } from '../queries/where.js';
import { OwnScope, ReadGuard } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';

export class OffersQuery extends PageQuery {}

interface OfferRow {
  data: Shipment;
  offering: Offering;
}

/** What is offered to whom: to a carrier its own offers, to the hub all of them, to nobody else anything. */
@ApiTags('Shipments')
@Controller('v1/offers')
@UseGuards(ReadGuard)
export class OffersController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get()
  @Listed(
    'OfferedShipment',
    'Kiriman yang sedang ditawarkan, menunggu persetujuan, atau belum ada pengangkutnya',
    'Shipments that are offered, wait for approval, or have nobody to carry them',
  )
  list(@Query(queryPipe) query: OffersQuery, @OwnScope() scope: Scope) {
    const where = new Where()
      .add(`s.status IN ('recommended', 'offered')`)
      .add(`s.shipment->'offering'->>'state' <> 'ended'`)
      .add(
        `(s.hub = ANY(?) OR s.status = 'offered' AND EXISTS (
           SELECT FROM jsonb_array_elements(s.shipment->'offering'->'offers') AS o
           WHERE o->>'carrier' = ? AND o->>'status' IN ('open', 'countered')))`,
        [...scope.hubs],
        scope.party,
      );
    const listing: Listing<OfferRow, object> = {
      name: 'offers',
      columns: `s.event->'data' AS data, s.shipment->'offering' AS offering`,
      from: 'dispatcher.shipment AS s',
      order: [{ sql: 's.shipment_id', type: 'text' }],
      item: ({ data, offering }) => itemOf(data, offering, scope),
    };
    return readPage(this.database.within(scope), listing, where, query);
  }
}

function itemOf(shipment: Shipment, offering: Offering, scope: Scope): object {
  const { strategy, state, round, offers, missing, approval } = offering;
  const isHub = scope.hubs.has(shipment.hub);
  const its = offers.filter(({ carrier }) => isHub || carrier === scope.party);
  return {
    shipment,
    strategy,
    state,
    round,
    offers: its.map(shown),
    ...(isHub && missing ? { missing } : {}),
    ...(isHub && approval ? { approval: { ...approval, time: new Date(approval.time).toISOString() } } : {}),
  };
}

function shown({ offeredAt, deadline, counter, ...rest }: Offer): object {
  return {
    ...rest,
    offeredAt: new Date(offeredAt).toISOString(),
    deadline: new Date(deadline).toISOString(),
    ...(counter && { counter: { ...counter, deadline: new Date(counter.deadline).toISOString() } }),
  };
}
