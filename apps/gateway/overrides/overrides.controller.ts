import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails, Listed } from '../documents/describe.js';
import { traceOf } from '../events/trace.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { OwnScope, ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { OverrideRequest, OverridesQuery, ReleaseRequest } from './overrides.dto.js';
import { Overrides } from './overrides.js';

type RequestHeaders = Record<string, string | undefined>;
const said = ApiResponse({
  status: 202,
  description: 'Said; the plan follows in a moment',
  schema: { $ref: '#/components/schemas/OverrideSaid' },
});
const idOf = (id: string) => id.slice(0, 128).replaceAll('\u0000', '');

/** What officers ask of the plan: held, capped or pinned, with a reason and until when. */
@ApiTags('Plan')
@Controller('v1/overrides')
export class OverridesController {
  constructor(@Inject(Overrides) private readonly overrides: Overrides) {}

  @Get()
  @UseGuards(ReadGuard)
  @Listed(
    'Override',
    'Yang diatur petugas pada rencana, terbaru dahulu; nama dan alasan bagi yang dikenal',
    'What officers ask of plans, newest first; names and reasons for those who are known',
  )
  async list(@Query(queryPipe) query: OverridesQuery, @ReaderScope() scope: Scope, @OwnScope() own: Scope) {
    const reader = { scope, isKnown: own.party !== null };
    return { items: await this.overrides.list(query, reader), next: null };
  }

  @Post()
  @HttpCode(202)
  @UseGuards(AccessGuard)
  @Requires('plan:override')
  @ApiBearerAuth()
  @ApiBody({ type: OverrideRequest })
  @Described('Tahan, batasi atau tetapkan dengan alasan', 'Hold, cap or pin, with a reason')
  @said
  @Fails('BAD_BODY', 'BROKEN_JSON', 'KEY_MISSING', 'FORBIDDEN', 'NOT_YOURS', 'PERSON_REQUIRED')
  @Fails('OVERRIDE_INCOMPLETE', 'UNTIL_INVALID', 'LANE_UNKNOWN', 'LOCATION_UNKNOWN', 'COMMODITY_UNKNOWN')
  @Fails('UNIT_NOT_EXACT', 'OVERRIDES_TOO_MANY', 'ID_REUSED', 'KAFKA_UNAVAILABLE', 'OVERLOADED')
  add(
    @Body(JsonObjectPipe, bodyPipe) request: OverrideRequest,
    @CurrentParty() by: Principal,
    @Headers() headers: RequestHeaders,
  ) {
    return this.overrides.add(by, request, traceOf(headers));
  }

  @Post(':id/release')
  @HttpCode(202)
  @UseGuards(AccessGuard)
  @Requires('plan:override')
  @ApiBearerAuth()
  @ApiParam({ name: 'id', example: 'tahan-gudang-btc' })
  @ApiBody({ type: ReleaseRequest })
  @Described('Lepas sebelum waktunya, dengan alasan', 'Release before its time, with a reason')
  @said
  @Fails('BAD_BODY', 'BROKEN_JSON', 'KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'PERSON_REQUIRED')
  @Fails('ID_REUSED', 'KAFKA_UNAVAILABLE', 'OVERLOADED')
  release(
    @Param('id') id: string,
    @Body(JsonObjectPipe, bodyPipe) request: ReleaseRequest,
    @CurrentParty() by: Principal,
    @Headers() headers: RequestHeaders,
  ) {
    return this.overrides.release(by, idOf(id), request, traceOf(headers));
  }
}
