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
    const source = at === null ? 'dispatcher.shipment' : pastShipments(where, at);
    const listing: Listing<{ data: Shipment }, Shipment> = {
      name: 'shipments',
      columns: at === null ? `event->'data' AS data` : `shipment - 'journey' AS data`,
      from: source,
      order: [{ sql: 'shipment_id', type: 'text' }],
      item: (row) => row.data,
    };
    for (const name of ['hub', 'status', 'destination'] as const)
      where.equals(`shipment->>'${name}'`, query[name]);
    if (query.commodity !== undefined)
      where.add(`shipment->'lines' @> ?::jsonb`, JSON.stringify([{ commodity: query.commodity }]));
    this.restrict(where, scope);
    return readPage(this.database, listing, where, query);
  }

  @Get(':id')
  @ApiParam({ name: 'id', example: '35.72-31-road.2026-11-24.ambient.1' })
  @Found('Shipment', 'Satu kiriman', 'One shipment', ['NOT_FOUND'])
  async one(@Param('id') id: string, @ReaderScope() scope: Scope) {
    const where = new Where().add('shipment_id = ?', id.slice(0, 256).replaceAll('\u0000', ''));
    this.restrict(where, scope);
    const [row] = await this.database.query<{ data: Shipment }>(
      `SELECT event->'data' AS data FROM dispatcher.shipment ${where.sql}`,
      where.parameters,
    );
    if (!row) throw new Problem('NOT_FOUND');
    return row.data;
  }

  private restrict(where: Where, scope: Scope): void {
    const open: [string][] = scope.carrier
      ? [[`shipment->>'carrier' IS NULL AND shipment->>'status' IN ('recommended', 'offered')`]]
      : [];
    const allowed = hubOr(scope, `shipment->>'hub'`, [
      [`shipment->>'destination' = ANY(?)`, [...scope.regions]],
      [`shipment->>'carrier' = ?`, scope.party],
      [
        `EXISTS (SELECT 1 FROM jsonb_array_elements(shipment->'lines') AS line WHERE line->>'location' = ANY(?))`,
        [...scope.places],
      ],
      ...open,
    ]);
    if (allowed) where.any(allowed);
  }
}

function pastShipments(where: Where, at: Date): string {
  return `(SELECT DISTINCT ON (shipment_id) shipment_id, shipment FROM dispatcher.shipment_revision
           WHERE at <= ${where.parameter(at.toISOString())} ORDER BY shipment_id, sequence DESC) AS past`;
}
