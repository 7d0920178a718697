import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessError, TokenBuckets } from '#access';
import { Described, Fails, Found } from '../documents/describe.js';
import { PartyLimit } from '../events/party-limit.js';
import { problemOfRefusal } from '../events/refusal-problem.js';
import { traceOf } from '../events/trace.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import { JoinFieldRequest } from './field.dto.js';
import { FieldDevices } from './field-devices.js';
import { FieldReports } from './field-reports.js';

const triesPerMinute = 30;

/** What producers' phones ask and say. Their credential opens nothing else, and nothing else opens this. */
@ApiTags('Field')
@Controller('v1/field')
export class DeviceController {
  private readonly tries = new TokenBuckets({
    perSecond: triesPerMinute / 60,
    burst: triesPerMinute,
    bucketsMax: 10_000,
  });

  constructor(
    @Inject(FieldDevices) private readonly devices: FieldDevices,
    @Inject(FieldReports) private readonly reports: FieldReports,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
  ) {}

  @Post('join')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @ApiBody({ type: JoinFieldRequest })
  @Described('Daftarkan HP ini dengan tautan', 'Register this phone by a link')
  @ApiResponse({ status: 201, schema: { $ref: '#/components/schemas/FieldJoined' } })
  @Fails('BAD_BODY', 'FIELD_LINK_INVALID', 'TOO_MANY_ATTEMPTS')
  join(@Body(JsonObjectPipe, bodyPipe) { token, secret }: JoinFieldRequest, @Req() { ip }: FastifyRequest) {
    const answer = this.tries.take(ip, 1, Date.now());
    if (!answer.allowed) throw new AccessError('TOO_MANY_ATTEMPTS', answer.retryAfterMs);
    return this.devices.join(token, secret);
  }

  @Get('home')
  @Header('cache-control', 'no-store')
  @ApiBearerAuth()
  @Found('FieldHome', 'Tempat, komoditas, dan satuan HP ini', 'Places, commodities and units of this phone')
  @Fails('DEVICE_UNKNOWN', 'DEVICE_REVOKED')
  async home(@Req() request: FastifyRequest) {
    return this.devices.home(await this.devices.prove(request.headers.authorization));
  }

  @Post('reports')
  @HttpCode(202)
  @ApiBearerAuth()
  @ApiBody({ schema: {} })
  @Described(
    'Laporkan satu hitungan, perubahan, panen, atau koreksi; pengulangan tidak berpengaruh',
    'Report one count, movement, harvest or correction; a repeat has no effect',
  )
  @ApiResponse({ status: 202, schema: { $ref: '#/components/schemas/Receipt' } })
  @Fails('DEVICE_UNKNOWN', 'DEVICE_REVOKED', 'DEVICE_NOT_ALLOWED', 'BAD_DATA', 'RATE_LIMITED')
  @Fails('KAFKA_UNAVAILABLE', 'OVERLOADED')
  async report(
    @Body(JsonObjectPipe) json: object,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const device = await this.devices.prove(request.headers.authorization);
    const party = this.reports.partyOf(device, json);
    void reply.headers(this.limit.take(party, 1));
    const outcome = await this.reports.take(device, party, json, traceOf(request.headers));
    if (outcome.kind === 'refused') throw problemOfRefusal(outcome.refused);
    const { id, source, status } = outcome;
    return { accepted: 1, events: [{ id, source, status }], rejected: [] };
  }

  @Get('reports/:party/:id')
  @Header('cache-control', 'no-store')
  @ApiBearerAuth()
  @ApiParam({ name: 'party', example: 'peternakan-ponggok' })
  @ApiParam({ name: 'id' })
  @Found('EventStatus', 'Apa yang terjadi dengan laporan HP ini', 'What became of a report of this phone')
  @Fails('DEVICE_UNKNOWN', 'DEVICE_REVOKED', 'NOT_FOUND')
  async status(@Param('party') party: string, @Param('id') id: string, @Req() request: FastifyRequest) {
    const device = await this.devices.prove(request.headers.authorization);
    return this.reports.status(device, party, id);
  }
}
