import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard, CurrentParty, RegistryCache, Requires } from '#access';
import type { Principal } from '#access';
import { connectorKinds } from '#connectors';
import type { ConnectorKind } from '#connectors';
import { tableMediaTypes } from '#tables';
import type { TableFormat } from '#tables';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { traceOf } from '../events/trace.js';
import { readJson } from '../http/json-body.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { demandOwn, demandSelf } from './connector-access.js';
import { SaveConnectorRequest, TemplateQuery, TryConnectorRequest, UploadQuery } from './connectors.dto.js';
import { Declarations } from './declarations.js';
import { Pushes } from './pushes.js';
import { Trials } from './trials.js';
import { templateOf, Uploads } from './uploads.js';

const partyParameter = { name: 'party', example: 'e-peken' };
const kindParameter = { name: 'kind', enum: [...connectorKinds] };
const anyJson = { schema: {}, description: 'The partner’s own JSON' };

/** Ways in for those who do not speak CloudEvents: declared, tried out, and used. */
@ApiTags('Connectors')
@ApiBearerAuth()
@UseGuards(AccessGuard)
@Controller('v1/connectors')
export class ConnectorsController {
  constructor(
    @Inject(RegistryCache) private readonly registry: RegistryCache,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(Pushes) private readonly pushes: Pushes,
    @Inject(Uploads) private readonly uploads: Uploads,
    @Inject(Trials) private readonly trials: Trials,
  ) {}

  @Get()
  @Requires('read')
  @Listed('Connector', 'Konektor Anda dan keadaannya', 'Your connectors and how they are')
  async list(@CurrentParty() principal: Principal) {
    return { items: await this.declarations.list(principal), next: null };
  }

  @Post(':party')
  @HttpCode(202)
  @Requires('events:write')
  @ApiParam(partyParameter)
  @ApiBody(anyJson)
  @Described(
    'Kirim JSON Anda sendiri; dipetakan menjadi peristiwa. Yang tak terpetakan tercatat sebagai ditolak dan dapat diperbaiki',
    'Send your own JSON; it is mapped to events. What cannot be mapped is on record as rejected and can be mended',
  )
  @ApiResponse({ status: 202, description: 'Taken', schema: { $ref: '#/components/schemas/PushReceipt' } })
  @Fails('BROKEN_JSON', 'EMPTY', 'KEY_MISSING', 'KEY_UNKNOWN', 'FORBIDDEN', 'CONNECTOR_UNKNOWN')
  @Fails(
    'CONNECTOR_PAUSED',
    'ITEMS_TOO_MANY',
    'ITEMS_MISSING',
    'RATE_LIMITED',
    'KAFKA_UNAVAILABLE',
    'OVERLOADED',
  )
  async push(
    @Param('party') party: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentParty() principal: Principal,
  ) {
    demandSelf(principal, party);
    const read = readJson(request.body as Buffer | undefined);
    if (!read.ok) throw new Problem(read.code);
    const connector = await this.declarations.running(principal, party, 'push');
    const at = new Date().toISOString();
    const push = { principal, connector, json: read.json, traceparent: traceOf(request.headers), at };
    const { receipt, headers } = await this.pushes.take(push);
    void reply.headers(headers);
    const { items, accepted, rejected } = receipt;
    const counts = { items, events: accepted, refused: rejected.length };
    await this.declarations.arrived(principal, 'push', counts, null);
    return receipt;
  }

  @Post(':party/try')
  @HttpCode(200)
  @Requires('connectors:write')
  @ApiParam(partyParameter)
  @ApiBody({ type: TryConnectorRequest })
  @Found(
    'ConnectorTrial',
    'Coba pemetaan pada contoh; tidak ada yang disimpan',
    'Try a mapping on a sample; nothing is kept',
  )
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'CONNECTOR_UNKNOWN', 'CONNECTOR_FAULTY', 'ITEMS_TOO_MANY')
  @Fails('ITEMS_MISSING', 'TABLE_UNREADABLE', 'OVERLOADED')
  async try(
    @Param('party') party: string,
    @Body(JsonObjectPipe, bodyPipe) { kind, configuration, sample }: TryConnectorRequest,
    @CurrentParty() principal: Principal,
  ) {
    demandOwn(principal, party, this.registry.registry);
    const tried = configuration ?? (await this.declarations.current(principal, party, kind)).configuration;
    const at = new Date().toISOString();
    return this.trials.run({ principal, party, kind, configuration: tried, sample, at });
  }

  @Get(':party/upload/template')
  @Requires('read')
  @ApiParam(partyParameter)
  @Described('Unduh templat unggahan', 'Download the template of uploads')
  @ApiResponse({
    status: 200,
    description: 'A file',
    content: { [tableMediaTypes.xlsx]: {}, 'text/csv': {} },
  })
  @Fails('BAD_QUERY', 'KEY_MISSING', 'FORBIDDEN', 'CONNECTOR_UNKNOWN')
  async template(
    @Param('party') party: string,
    @Query(queryPipe) { format = 'xlsx' }: TemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentParty() principal: Principal,
  ) {
    demandOwn(principal, party, this.registry.registry);
    const { configuration } = await this.declarations.current(principal, party, 'upload');
    const file = await templateOf(configuration as never, format);
    void reply
      .header('content-type', tableMediaTypes[format])
      .header('content-disposition', `attachment; filename="${party}.${format}"`);
    return file;
  }

  @Post(':party/upload')
  @HttpCode(200)
  @Requires('events:write')
  @ApiParam(partyParameter)
  @ApiBody({
    schema: { type: 'string', format: 'binary' },
    description: 'A CSV file or the first sheet of a workbook',
  })
  @Found(
    'UploadReport',
    'Periksa berkas baris demi baris; dengan commit=true semuanya disimpan atau tidak satu pun',
    'Look at a file row by row; with commit=true all of it is kept or nothing',
  )
  @Fails('BAD_QUERY', 'KEY_MISSING', 'FORBIDDEN', 'CONNECTOR_UNKNOWN', 'CONNECTOR_PAUSED', 'TABLE_UNREADABLE')
  @Fails('UPLOAD_REFUSED', 'UNSUPPORTED_MEDIA_TYPE', 'BODY_TOO_LARGE', 'ITEMS_TOO_MANY', 'RATE_LIMITED')
  @Fails('KAFKA_UNAVAILABLE', 'OVERLOADED')
  async upload(
    @Param('party') party: string,
    @Query(queryPipe) { commit }: UploadQuery,
    @Req() request: FastifyRequest,
    @CurrentParty() principal: Principal,
  ) {
    demandSelf(principal, party);
    const format = formatOf(request.headers['content-type']);
    const connector = await this.declarations.running(principal, party, 'upload');
    const isCommitted = commit === 'true';
    const at = new Date().toISOString();
    const bytes = (request.body as Buffer | undefined) ?? Buffer.alloc(0);
    const report = await this.uploads.take({ principal, connector, bytes, format, isCommitted, at });
    if (!isCommitted) return report;
    const { rows, events, rejected } = report;
    const problem = new Problem('UPLOAD_REFUSED', { extensions: { ...report } });
    const { text } = problem.body();
    const counts = { items: rows, events: report.committed ? events : 0, refused: rejected.length };
    const error = report.committed ? null : { code: problem.code, text, at };
    await this.declarations.arrived(principal, 'upload', counts, error);
    if (!report.committed) throw problem;
    return report;
  }

  @Get(':party/:kind')
  @Requires('read')
  @ApiParam(partyParameter)
  @ApiParam(kindParameter)
  @Found('Connector', 'Satu konektor', 'One connector', ['FORBIDDEN', 'CONNECTOR_UNKNOWN'])
  one(@Param('party') party: string, @Param('kind') kind: string, @CurrentParty() principal: Principal) {
    demandOwn(principal, party, this.registry.registry);
    return this.declarations.one(principal, party, kindOf(kind));
  }

  @Get(':party/:kind/versions')
  @Requires('read')
  @ApiParam(partyParameter)
  @ApiParam(kindParameter)
  @Listed('ConnectorVersion', 'Semua versi, terbaru dahulu', 'All versions, newest first')
  async versions(
    @Param('party') party: string,
    @Param('kind') kind: string,
    @CurrentParty() principal: Principal,
  ) {
    demandOwn(principal, party, this.registry.registry);
    return { items: await this.declarations.versions(principal, party, kindOf(kind)), next: null };
  }

  @Put(':party/:kind')
  @Requires('connectors:write')
  @ApiParam(partyParameter)
  @ApiParam(kindParameter)
  @ApiBody({ type: SaveConnectorRequest })
  @Found('ConnectorSaved', 'Simpan sebagai versi baru', 'Keep as a new version', ['FORBIDDEN', 'NOT_FOUND'])
  @Fails('BAD_BODY', 'KEY_MISSING', 'CONNECTOR_FAULTY', 'OVERLOADED')
  save(
    @Param('party') party: string,
    @Param('kind') kind: string,
    @Body(JsonObjectPipe, bodyPipe) request: SaveConnectorRequest,
    @CurrentParty() principal: Principal,
  ) {
    demandOwn(principal, party, this.registry.registry);
    return this.declarations.save(principal, party, kindOf(kind), request);
  }
}

function kindOf(text: string): ConnectorKind {
  const kind = connectorKinds.find((known) => known === text);
  if (!kind) throw new Problem('NOT_FOUND');
  return kind;
}

function formatOf(contentType: string | undefined): TableFormat {
  const type = contentType?.split(';', 1)[0]!.trim().toLowerCase();
  if (type === tableMediaTypes.xlsx) return 'xlsx';
  if (type === 'text/csv') return 'csv';
  throw new Problem('UNSUPPORTED_MEDIA_TYPE');
}
