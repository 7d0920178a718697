import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard, CurrentParty, Requires, RegistryCache } from '#access';
import type { Principal } from '#access';
import { Database } from '#database';
import type { Sql } from '#database';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { PartyLimit } from '../events/party-limit.js';
import { traceOf } from '../events/trace.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { foreignTo } from '../scope/tenancy.js';
import { Mendings } from './mending.js';
import { listRejected, showRejected } from './rejected-list.js';
import { RejectedSight } from './rejected-sight.js';
import { DismissRequest, RejectedQuery, ResendRequest } from './rejected.dto.js';
import { readResend } from './resend-body.js';

const idParameter = { name: 'rejectedId', format: 'uuid' };

/** What was refused, and why. What it said is shown to its sender and the hub, who may mend it and send it again. */
@ApiTags('Rejected events')
@Controller('v1/rejected')
export class RejectedController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
    @Inject(Mendings) private readonly mendings: Mendings,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
  ) {}

  @Get()
  @UseGuards(ReadGuard)
  @Listed('Rejected', 'Peristiwa yang ditolak, terbaru dahulu', 'Refused events, newest first')
  list(
    @Query(queryPipe) query: RejectedQuery,
    @ReaderScope() scope: Scope,
    @CurrentParty() reader: Principal | undefined,
  ) {
    return listRejected(this.sql(reader, scope), query, this.sight(reader, scope));
  }

  @Get(':rejectedId')
  @UseGuards(ReadGuard)
  @ApiParam(idParameter)
  @Found(
    'RejectedWithHistory',
    'Satu peristiwa yang ditolak, dengan apa yang sudah dilakukan',
    'One refused event, with what was done about it',
    ['NOT_FOUND'],
  )
  one(
    @Param('rejectedId') rejectedId: string,
    @ReaderScope() scope: Scope,
    @CurrentParty() reader: Principal | undefined,
  ) {
    return showRejected(this.sql(reader, scope), rejectedId, this.sight(reader, scope));
  }

  @Post(':rejectedId/resend')
  @HttpCode(202)
  @UseGuards(AccessGuard, ReadGuard)
  @Requires('rejected:mend')
  @ApiBearerAuth()
  @ApiParam(idParameter)
  @Described(
    'Kirim ulang, seperti semula atau setelah diperbaiki; tetap perkataan pihak pengirimnya, hub boleh memperbaikinya',
    'Send it again, as it was or mended; it stays the word of its sender, for whom the hub may mend it',
  )
  @ApiBody({ type: ResendRequest, required: false })
  @ApiResponse({ status: 202, description: 'Accepted', schema: { $ref: '#/components/schemas/Resent' } })
  @Fails('BROKEN_JSON', 'BAD_BODY', 'BAD_ENVELOPE', 'KEY_MISSING', 'KEY_UNKNOWN', 'REJECTED_NOT_YOURS')
  @Fails('SOURCE_NOT_YOURS', 'NOT_FOUND', 'REJECTED_CLOSED', 'RESEND_UNDERWAY', 'REBUILD_NEEDED')
  @Fails(
    'NEW_EVENT_NEEDED',
    'TYPE_CHANGED',
    'ID_REUSED',
    'BODY_TOO_LARGE',
    'TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'BAD_DATA',
  )
  @Fails('COMMODITY_UNKNOWN', 'UNIT_NOT_EXACT', 'RATE_LIMITED', 'KAFKA_UNAVAILABLE', 'OVERLOADED')
  resend(
    @Param('rejectedId') rejectedId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @ReaderScope() scope: Scope,
    @CurrentParty() reader: Principal,
  ) {
    void reply.headers(this.limit.take(reader.party, 1));
    const mended = readResend(request.body as Buffer | undefined);
    const traceparent = traceOf(request.headers);
    const sight = this.sight(reader, scope);
    const sql = this.sql(reader, scope);
    return this.mendings.resend({ rejectedId, reader, sql, sight, mended, traceparent });
  }

  @Post(':rejectedId/dismiss')
  @HttpCode(200)
  @UseGuards(AccessGuard, ReadGuard)
  @Requires('rejected:mend')
  @ApiBearerAuth()
  @ApiParam(idParameter)
  @ApiBody({ type: DismissRequest })
  @Found('Dismissed', 'Kesampingkan, dengan alasan; tidak ada yang dihapus', 'Let it be, with a reason', [
    'NOT_FOUND',
  ])
  @Fails('BROKEN_JSON', 'BAD_BODY', 'KEY_MISSING', 'REJECTED_NOT_YOURS', 'REJECTED_CLOSED', 'RESEND_UNDERWAY')
  @Fails('UNSUPPORTED_MEDIA_TYPE', 'RATE_LIMITED')
  dismiss(
    @Param('rejectedId') rejectedId: string,
    @Body(JsonObjectPipe, bodyPipe) { reason }: DismissRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @ReaderScope() scope: Scope,
    @CurrentParty() reader: Principal,
  ) {
    void reply.headers(this.limit.take(reader.party, 1));
    const sight = this.sight(reader, scope);
    return this.mendings.dismiss({ rejectedId, reader, sql: this.sql(reader, scope), sight }, reason);
  }

  private sql(reader: Principal | undefined, scope: Scope): Sql {
    return this.database.within({ ...scope, foreign: foreignTo(reader, this.registry.registry) });
  }

  private sight(reader: Principal | undefined, scope: Scope): RejectedSight {
    return new RejectedSight(reader, scope.everything, this.registry.index.registry);
  }
}
