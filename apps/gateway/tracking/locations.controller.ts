import { Body, Controller, HttpCode, Inject, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails } from '../documents/describe.js';
import { PartyLimit } from '../events/party-limit.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import { LocationsRequest } from './locations.dto.js';
import { Readings } from './readings.js';

/** So many readings weigh as much as one event. */
export const readingsPerEvent = 50;

/** Where a whole fleet was. */
@ApiTags('Shipments')
@ApiBearerAuth()
@Controller('v1/locations')
@UseGuards(AccessGuard)
@Requires('shipments:report')
export class LocationsController {
  constructor(
    @Inject(Readings) private readonly readings: Readings,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiBody({ type: LocationsRequest })
  @Described(
    'Posisi dan suhu banyak kiriman atau kendaraan sekaligus, masing-masing dijawab sendiri',
    'Positions and temperatures of many shipments or vehicles at once; each gets its own verdict, a repeat has no effect',
  )
  @ApiResponse({
    status: 202,
    description: 'Stored',
    schema: { $ref: '#/components/schemas/ReadingVerdicts' },
  })
  @Fails('BAD_BODY', 'BROKEN_JSON', 'KEY_MISSING', 'FORBIDDEN', 'BODY_TOO_LARGE', 'RATE_LIMITED')
  @Fails('DATABASE_UNAVAILABLE')
  take(
    @Body(JsonObjectPipe, bodyPipe) { readings }: LocationsRequest,
    @CurrentParty() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const weight = Math.ceil(readings.length / readingsPerEvent);
    void reply.headers(this.limit.take(principal.party, weight));
    return this.readings.take(readings, principal);
  }
}
