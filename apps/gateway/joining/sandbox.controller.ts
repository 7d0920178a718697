import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessError, AccessGuard, CurrentParty, Requires, TokenBuckets } from '#access';
import type { Principal } from '#access';
import { Described, Fails, Found } from '../documents/describe.js';
import { readIncoming } from '../events/incoming.js';
import { PartyLimit } from '../events/party-limit.js';
import { Joining } from './joining.js';
import { Sandbox } from './sandbox.js';

const acceptsPerMinute = 30;

/** Where a party tries out what it will say, and what it is told of it. */
@ApiTags('Joining')
@Controller('v1')
export class SandboxController {
  private readonly accepts = new TokenBuckets({
    perSecond: acceptsPerMinute / 60,
    burst: acceptsPerMinute,
    bucketsMax: 10_000,
  });

  constructor(
    @Inject(Joining) private readonly joining: Joining,
    @Inject(Sandbox) private readonly sandbox: Sandbox,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
  ) {}

  @Post('invitations/:token/accept')
  @HttpCode(201)
  @ApiParam({ name: 'token' })
  @Described(
    'Terima undangan, sekali; jawabannya kunci untuk ruang uji',
    'Accept an invitation, once; the answer is a key for the sandbox',
  )
  @ApiResponse({ status: 201, description: 'Accepted', schema: { $ref: '#/components/schemas/SandboxKey' } })
  @Fails('INVITATION_UNKNOWN', 'TOO_MANY_ATTEMPTS')
  accept(@Param('token') token: string, @Req() request: FastifyRequest) {
    const answer = this.accepts.take(request.ip, 1, Date.now());
    if (!answer.allowed) throw new AccessError('TOO_MANY_ATTEMPTS', answer.retryAfterMs);
    return this.joining.accept(token);
  }

  @Post('sandbox/events')
  @HttpCode(200)
  @UseGuards(AccessGuard)
  @Requires('sandbox:write')
  @ApiBearerAuth()
  @ApiBody({ schema: {} })
  @Found(
    'SandboxReport',
    'Coba contoh peristiwa: dinilai seperti sungguhan, tidak menjadi fakta',
    'Try sample events: judged like real ones, and no fact comes of them',
  )
  @Fails(
    'KEY_MISSING',
    'FORBIDDEN',
    'SANDBOX_FULL',
    'BATCH_EMPTY',
    'BATCH_TOO_LARGE',
    'EMPTY',
    'RATE_LIMITED',
  )
  take(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentParty() by: Principal,
  ) {
    const { events } = readIncoming({
      contentType: request.headers['content-type'] ?? '',
      headers: request.headers,
      body: request.body as Buffer | undefined,
    });
    void reply.headers(this.limit.take(by.party, events.length));
    return this.sandbox.take(by, events);
  }

  @Get('sandbox/report')
  @UseGuards(AccessGuard)
  @Requires('sandbox:write')
  @ApiBearerAuth()
  @Found('SandboxReport', 'Laporan uji kesesuaian, baris demi baris', 'The conformance report, line by line')
  @Fails('KEY_MISSING', 'FORBIDDEN')
  report(@CurrentParty() by: Principal) {
    return this.sandbox.report(by);
  }

  @Delete('sandbox/report')
  @UseGuards(AccessGuard)
  @Requires('sandbox:write')
  @ApiBearerAuth()
  @Found('SandboxReport', 'Mulai uji dari awal', 'Begin the run again')
  @Fails('KEY_MISSING', 'FORBIDDEN')
  startAgain(@CurrentParty() by: Principal) {
    return this.sandbox.startAgain(by);
  }

  @Post('sandbox/key')
  @HttpCode(201)
  @UseGuards(AccessGuard)
  @Requires('sandbox:write')
  @ApiBearerAuth()
  @Described(
    'Setelah aktif: ambil kunci pertama, sekali, dengan kunci ruang uji',
    'Once live: draw the first key, once, with the sandbox key',
  )
  @ApiResponse({ status: 201, description: 'Drawn', schema: { $ref: '#/components/schemas/IssuedKey' } })
  @Fails('KEY_MISSING', 'FORBIDDEN', 'PARTY_NOT_LIVE', 'KEY_DRAWN')
  draw(@CurrentParty() by: Principal) {
    return this.joining.drawKey(by);
  }
}
