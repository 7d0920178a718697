import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Database } from '#database';
import type { Shipment } from '#domain';
import { Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { historyAt } from './history.js';
import { ShipmentsQuery } from './list-query.js';
import { readPage } from './paging.js';
import type { Listing } from './paging.js';
import { hubOr, Where } from './where.js';

/** Shipments as they are, and as they stood at an instant. */
@ApiTags('Shipments')
@Controller('v1/shipments')
@UseGuards(ReadGuard)
export class ShipmentsController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get()
  @Listed('Shipment', 'Kiriman', 'Shipments')
  async list(@Query(queryPipe) query: ShipmentsQuery, @ReaderScope() scope: Scope) {
    const at = historyAt(query.asOf);
    const where = new Where();
    const shown = at === null ? present : past;
    const listing: Listing<ShipmentRow, object> = {
      name: 'shipments',
      // Whole columns: what is taken out of one by SQL is taken out of every row that is sorted, not of the page alone.
      columns: at === null ? 'event' : 'past.shipment AS shipment',
      from: at === null ? 'dispatcher.shipment AS s' : pastShipments(where, at),
      order: [{ sql: 's.shipment_id', type: 'text' }],
      item: ({ event, shipment }) => event?.data ?? withoutJourney(shipment!),
    };
    for (const name of ['hub', 'status', 'destination'] as const) where.equals(shown[name], query[name]);
    if (query.commodity !== undefined) where.add(`${shown.commodities} && ?::text[]`, [query.commodity]);
    restrict(where, scope, shown);
    // Who could see a shipment then, its revision says and not its row.
    return readPage(at === null ? this.database.within(scope) : this.database, listing, where, query);
  }

  @Get(':id')
  @ApiParam({ name: 'id', example: '35.72-31-road.2026-11-24.ambient.1' })
  @Found('Shipment', 'Satu kiriman', 'One shipment', ['NOT_FOUND'])
  async one(@Param('id') id: string, @ReaderScope() scope: Scope) {
    const where = new Where().add('s.shipment_id = ?', id.slice(0, 256).replaceAll('\u0000', ''));
    restrict(where, scope, present);
    const [row] = await this.database
      .within(scope)
      .query<{ data: Shipment }>(
        `SELECT event->'data' AS data FROM dispatcher.shipment AS s ${where.sql}`,
        where.parameters,
      );
    if (!row) throw new Problem('NOT_FOUND');
    return row.data;
  }
}

interface ShipmentRow {
  event?: { data: Shipment };
  shipment?: Shipment;
}

function withoutJourney(shipment: Shipment): object {
  const {
    journey: _journey,
    offering: _offering,
    tracking: _tracking,
    changes: _changes,
    note: _note,
    ...shown
  } = shipment;
  return shown;
}

/** Where a list of shipments finds what it filters by: hub and destination of a shipment never change. */
interface Shown {
  hub: string;
  destination: string;
  status: string;
  carrier: string;
  commodities: string;
  locations: string;
}

export const present: Shown = {
  hub: 's.hub',
  destination: 's.destination',
  status: 's.status',
  carrier: 's.carrier',
  commodities: 's.commodities',
  locations: 's.locations',
};

const past: Shown = {
  ...present,
  status: `past.shipment->>'status'`,
  carrier: `past.shipment->>'carrier'`,
  commodities: `dispatcher.line_values(past.shipment, 'commodity')`,
  locations: `dispatcher.line_values(past.shipment, 'location')`,
};

export function restrict(where: Where, scope: Scope, shown: Shown): void {
  const open: [string][] = scope.carrier
    ? [[`${shown.carrier} IS NULL AND ${shown.status} IN ('recommended', 'offered')`]]
    : [];
  const allowed = hubOr(scope, shown.hub, [
    [`${shown.destination} = ANY(?)`, [...scope.regions]],
    [`${shown.carrier} = ?`, scope.party],
    [`${shown.locations} && ?::text[]`, [...scope.places]],
    ...open,
  ]);
  if (allowed) where.any(allowed);
}

/** Each shipment in its last revision by then, in the order of their ids, so that a page stops where it is full. */
function pastShipments(where: Where, at: Date): string {
  return `dispatcher.shipment AS s CROSS JOIN LATERAL (
            SELECT shipment FROM dispatcher.shipment_revision
            WHERE shipment_id = s.shipment_id AND at <= ${where.parameter(at.toISOString())}
            ORDER BY sequence DESC LIMIT 1) AS past`;
}
