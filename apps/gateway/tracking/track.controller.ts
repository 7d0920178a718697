import { Controller, Get, Header, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Database, loadTrack } from '#database';
import { Found } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { present, restrict } from '../queries/shipments.controller.js';
import { Where } from '../queries/where.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { SETTINGS } from '../tokens.js';
import type { GatewaySettings } from '../settings.js';
import { TrackQuery } from './locations.dto.js';
import { trackOf } from './track.js';

const pointsDefault = 500;
/** Of a longer track the newest. */
const readingsMax = 20_000;

/** The way a shipment took, for whoever may see the shipment. */
@ApiTags('Shipments')
@Controller('v1/shipments')
@UseGuards(ReadGuard)
export class TrackController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  @Get(':id/track')
  @Header('content-type', 'application/geo+json; charset=utf-8')
  @ApiParam({ name: 'id', example: '35.72-31-road.2026-11-24.ambient.1' })
  @Found(
    'Track',
    'Jalan yang ditempuh kiriman, sebagai GeoJSON',
    'The way that a shipment took, as GeoJSON: a line of what is believed, and points',
    ['NOT_FOUND', 'BAD_QUERY'],
  )
  async one(@Param('id') id: string, @Query(queryPipe) query: TrackQuery, @ReaderScope() scope: Scope) {
    const where = new Where().add('s.shipment_id = ?', id.slice(0, 256).replaceAll('\u0000', ''));
    restrict(where, scope, present);
    const sql = this.database.within(scope);
    const [row] = await sql.query<{ data: { shipmentId: string; status: string; tracking?: object } }>(
      `SELECT event->'data' AS data FROM dispatcher.shipment AS s ${where.sql}`,
      where.parameters,
    );
    if (!row) throw new Problem('NOT_FOUND');
    const readings = await loadTrack(sql, id, readingsMax);
    return trackOf(row.data, readings, query.limit ?? pointsDefault, this.settings.trackPace);
  }
}
