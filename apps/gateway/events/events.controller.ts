import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails, Found } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { EventDoor } from './event-door.js';
import type { Outcome } from './event-door.js';
import { EventStatuses } from './event-status.js';
import { readIncoming } from './incoming.js';
import { PartyLimit } from './party-limit.js';
import { problemOfRefusal } from './refusal-problem.js';
import { traceOf } from './trace.js';
import type { Refused } from './verdict.js';

/** Events in, and what became of them. */
@ApiTags('Events')
@Controller('v1/events')
export class EventsController {
  constructor(
    @Inject(EventDoor) private readonly door: EventDoor,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
    @Inject(EventStatuses) private readonly statuses: EventStatuses,
  ) {}

  @Post()
  @HttpCode(202)
  @UseGuards(AccessGuard)
  @Requires('events:write')
  @ApiBearerAuth()
  @Described(
    'Kirim satu peristiwa atau banyak sekaligus; 202 setelah broker menyimpannya',
    'Send one event or many; 202 after the broker has them on disk',
  )
  @ApiHeader({
    name: 'ce-specversion',
    required: false,
    description: 'Binary mode: attributes as ce-* headers',
  })
  @ApiBody({ schema: {}, examples: {} })
  @ApiResponse({ status: 202, description: 'Accepted', schema: { $ref: '#/components/schemas/Receipt' } })
  @Fails(
    'BROKEN_JSON',
    'BAD_ENVELOPE',
    'KEY_MISSING',
    'KEY_UNKNOWN',
    'SOURCE_NOT_YOURS',
    'NOT_YOURS',
    'ID_REUSED',
  )
  @Fails(
    'BODY_TOO_LARGE',
    'BATCH_TOO_LARGE',
    'TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'BAD_DATA',
    'UNIT_NOT_EXACT',
  )
  @Fails('BATCH_REFUSED', 'RATE_LIMITED', 'KAFKA_UNAVAILABLE', 'OVERLOADED')
  async post(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentParty() principal: Principal,
  ) {
    const { batch, events } = readIncoming({
      contentType: request.headers['content-type'] ?? '',
      headers: request.headers,
      body: request.body as Buffer | undefined,
    });
    void reply.headers(this.limit.take(principal.party, events.length));
    const outcomes = await this.door.take({ principal, events, traceparent: traceOf(request.headers) });
    return batch ? batchAnswer(outcomes) : singleAnswer(outcomes[0]!);
  }

  @Get(':source/:id')
  @UseGuards(ReadGuard)
  @ApiParam({ name: 'source', example: 'e-peken', description: 'Party code or its URN, URL-encoded' })
  @ApiParam({ name: 'id', example: 'count-0001' })
  @Found('EventStatus', 'Apa yang terjadi dengan suatu peristiwa', 'What became of an event', ['NOT_FOUND'])
  async one(
    @Param('source') source: string,
    @Param('id') id: string,
    @ReaderScope() scope: Scope,
    @CurrentParty() reader: Principal | undefined,
  ) {
    const status = await this.statuses.find(source, id, scope, reader?.party ?? null);
    if (!status) throw new Problem('NOT_FOUND');
    return status;
  }
}

interface Receipt {
  accepted: number;
  events: { id: string; source: string; status: 'accepted' | 'repeated' }[];
  rejected: { index: number; code: string; text: Refused['text']; errors: Refused['errors'] }[];
}

function singleAnswer(outcome: Outcome): Receipt {
  if (outcome.kind === 'refused') throw problemOfRefusal(outcome.refused);
  const { id, source, status } = outcome;
  return { accepted: 1, events: [{ id, source, status }], rejected: [] };
}

function batchAnswer(outcomes: Outcome[]): Receipt {
  const receipt: Receipt = { accepted: 0, events: [], rejected: [] };
  outcomes.forEach((outcome, index) => {
    if (outcome.kind === 'taken') {
      const { id, source, status } = outcome;
      receipt.events.push({ id, source, status });
    } else {
      const { code, text, errors } = outcome.refused;
      receipt.rejected.push({ index, code, text, errors });
    }
  });
  receipt.accepted = receipt.events.length;
  if (receipt.accepted === 0) throw new Problem('BATCH_REFUSED', { extensions: { ...receipt } });
  return receipt;
}
