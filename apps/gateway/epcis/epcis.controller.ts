import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
} from '@nestjs/common';
import { Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails } from '../documents/describe.js';
import { PartyLimit } from '../events/party-limit.js';
import { traceOf } from '../events/trace.js';
import { Problem } from '../http/problem.js';
import { JsonObjectPipe } from '../http/validation.js';
import { readDocument, readEvent } from './capture-form.js';
import { Captures, shownJob } from './captures.js';
import { context, versionHeaders, type EpcisEvent } from './epcis-event.js';
import { readQuery } from './event-query.js';
import { EventStore } from './event-store.js';

type RequestHeaders = Record<string, string | undefined>;
const idPipe = new ParseUUIDPipe({ exceptionFactory: () => new Problem('NOT_FOUND') });
const answered = (status: number, description: string, schema: string) =>
  ApiResponse({ status, description, schema: { $ref: `#/components/schemas/${schema}` } });
const asked = (name: string, description: string) =>
  ApiQuery({ name, required: false, description, type: String });

/** GS1 EPCIS 2.0: what others captured about shipments comes in, our shipments' lives go out. */
@ApiTags('EPCIS')
@ApiBearerAuth()
@Controller('v1/epcis')
@UseGuards(AccessGuard)
export class EpcisController {
  constructor(
    @Inject(Captures) private readonly captures: Captures,
    @Inject(EventStore) private readonly events: EventStore,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
  ) {}

  @Post('capture')
  @HttpCode(202)
  @Requires('shipments:report')
  @ApiBody({ schema: { type: 'object', description: 'EPCISDocument' } })
  @Described(
    'Terima dokumen EPCIS 2.0; hasilnya di alamat pada Location',
    'Capture an EPCIS 2.0 document; what came of it is at the address in Location',
  )
  @answered(202, 'Captured', 'EpcisCapture')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'BROKEN_JSON', 'EPCIS_NOT_VALID', 'RATE_LIMITED', 'KAFKA_UNAVAILABLE')
  async capture(
    @Body(JsonObjectPipe) body: object,
    @Headers() headers: RequestHeaders,
    @CurrentParty() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const read = readDocument(body);
    void reply.headers({
      ...versionHeaders,
      ...this.limit.take(by.party, Array.isArray(read) ? read.length : 1),
    });
    const { row } = await this.captures.capture(by, read, traceOf(headers));
    void reply.header('location', `/v1/epcis/capture/${row.capture_id}`);
    return shownJob(row);
  }

  @Get('capture/:captureId')
  @Requires('read')
  @ApiParam({ name: 'captureId', schema: { type: 'string', format: 'uuid' } })
  @Described('Hasil satu penerimaan', 'What came of a capture')
  @answered(200, 'Capture job', 'EpcisCapture')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  job(
    @Param('captureId', idPipe) captureId: string,
    @CurrentParty() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.headers(versionHeaders);
    return this.captures.job(by, captureId);
  }

  @Post('events')
  @HttpCode(201)
  @Requires('shipments:report')
  @ApiBody({ schema: { type: 'object', description: 'One EPCIS event' } })
  @Described('Terima satu peristiwa EPCIS', 'Capture one EPCIS event')
  @answered(201, 'Captured', 'EpcisEvent')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'BROKEN_JSON', 'EPCIS_NOT_VALID', 'EPCIS_ID_REUSED', 'SHIPMENT_STATE')
  @Fails('RATE_LIMITED', 'KAFKA_UNAVAILABLE')
  async captureOne(
    @Body(JsonObjectPipe) body: object,
    @Headers() headers: RequestHeaders,
    @CurrentParty() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.headers({ ...versionHeaders, ...this.limit.take(by.party, 1) });
    const read = readEvent(body);
    const { refused } = await this.captures.capture(by, read, traceOf(headers));
    if (refused[0]) throw refused[0];
    const [event] = read as EpcisEvent[];
    void reply.header('location', `/v1/epcis/events/${encodeURIComponent(event!.eventID)}`);
    return event;
  }

  @Get('events')
  @Requires('read')
  @asked('eventType', 'ObjectEvent|AggregationEvent|TransactionEvent')
  @asked('GE_eventTime', 'RFC 3339')
  @asked('LT_eventTime', 'RFC 3339')
  @asked('GE_recordTime', 'RFC 3339')
  @asked('LT_recordTime', 'RFC 3339')
  @asked('EQ_action', 'ADD|OBSERVE|DELETE')
  @asked('EQ_bizStep', 'shipping|receiving …')
  @asked('EQ_disposition', 'in_transit …')
  @asked(
    'EQ_bizTransaction_desadv',
    'urn:lumbung:shipment:…; likewise EQ_bizTransaction_po, EQ_source_…, EQ_destination_…',
  )
  @asked('EQ_eventID', 'URI')
  @asked('EQ_readPoint', 'URI')
  @asked('EQ_bizLocation', 'URI')
  @asked('MATCH_epc', 'URI')
  @asked('MATCH_anyEPC', 'URI')
  @asked('MATCH_anyEPCClass', 'URI')
  @asked('MATCH_parentID', 'URI')
  @asked('EXISTS_errorDeclaration', 'true')
  @asked('perPage', '1 to 500')
  @asked('nextPageToken', 'From the Link header of the page before')
  @Described(
    'Peristiwa EPCIS yang boleh Anda lihat, menurut waktu pencatatan',
    'EPCIS events that you may see, in the order of record times',
  )
  @answered(200, 'EPCISQueryDocument', 'EpcisQueryDocument')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'BAD_QUERY', 'BAD_CURSOR')
  async query(
    @Query() parameters: Record<string, unknown>,
    @CurrentParty() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { events, next } = await this.events.read(by, readQuery(parameters));
    void reply.headers({ ...versionHeaders, 'content-type': 'application/ld+json; charset=utf-8' });
    if (next !== null) void reply.header('link', `<${nextAddress(reply.request, next)}>; rel="next"`);
    return documentOf(events);
  }

  @Get('events/:eventId')
  @Requires('read')
  @ApiParam({ name: 'eventId', example: 'urn:lumbung:epcis:35.72-31-road.2026-11-24.ambient.1:4:shipping' })
  @Described('Satu peristiwa EPCIS', 'One EPCIS event')
  @answered(200, 'Event', 'EpcisEvent')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  async one(
    @Param('eventId') eventId: string,
    @CurrentParty() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { events } = await this.events.read(by, readQuery({ EQ_eventID: eventId, perPage: '2' }));
    if (events.length === 0) throw new Problem('NOT_FOUND');
    void reply.headers({ ...versionHeaders, 'content-type': 'application/ld+json; charset=utf-8' });
    return { '@context': context, ...events.at(-1) };
  }
}

function nextAddress({ url }: FastifyRequest, next: string): string {
  const address = new URL(url, 'http://gateway');
  address.searchParams.set('nextPageToken', next);
  return address.pathname + address.search;
}

function documentOf(events: EpcisEvent[]): object {
  return {
    '@context': context,
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: new Date().toISOString(),
    epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList: events } } },
  };
}
