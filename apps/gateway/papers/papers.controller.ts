import { Body, Controller, Get, Inject, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import { IssueRequest, SignRequest } from './papers.dto.js';
import { Papers } from './papers.js';
import { Signatures } from './signatures.js';

const shipmentParameter = { name: 'id', example: '35.72-31-road.2026-11-24.ambient.1' };
const answered = (status: number, description: string, schema: string) =>
  ApiResponse({ status, description, schema: { $ref: `#/components/schemas/${schema}` } });
const idOf = (id: string) => id.slice(0, 256).replaceAll('\u0000', '');

/** Papers that go with a shipment, and signatures of those who hand it over. */
@ApiTags('Documents')
@ApiBearerAuth()
@Controller('v1/shipments')
@UseGuards(AccessGuard)
export class PapersController {
  constructor(
    @Inject(Papers) private readonly papers: Papers,
    @Inject(Signatures) private readonly signatures: Signatures,
  ) {}

  @Get(':id/documents')
  @Requires('read')
  @ApiParam(shipmentParameter)
  @Listed('Document', 'Dokumen kiriman, terlama dahulu', 'Papers of a shipment, oldest first')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  async list(@Param('id') id: string, @CurrentParty() by: Principal) {
    return { items: await this.papers.list(by, idOf(id)), next: null };
  }

  @Post(':id/documents')
  @Requires('shipments:report')
  @ApiParam(shipmentParameter)
  @ApiBody({ type: IssueRequest })
  @Described(
    'Terbitkan dokumen; selama isinya tidak berubah, jawabannya dokumen yang sudah ada',
    'Issue a paper; while nothing on it would be different, the answer is the one that there is',
  )
  @answered(201, 'Issued', 'Document')
  @answered(200, 'There already', 'Document')
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'PAPER_NOT_YET', 'PAPER_TOO_LONG', 'PAPERS_OFF')
  async issue(
    @Param('id') id: string,
    @Body(JsonObjectPipe, bodyPipe) request: IssueRequest,
    @CurrentParty() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { document, isNew } = await this.papers.issue(by, idOf(id), request);
    void reply.status(isNew ? 201 : 200);
    return document;
  }

  @Get(':id/signatures')
  @Requires('read')
  @ApiParam(shipmentParameter)
  @Described(
    'Apa yang ditandatangani, dan tanda tangan yang sudah ada',
    'What there is to sign, and what was signed',
  )
  @answered(200, 'Signatures', 'Signatures')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  signed(@Param('id') id: string, @CurrentParty() by: Principal) {
    return this.signatures.list(by, idOf(id));
  }

  @Post(':id/signatures')
  @Requires('shipments:report')
  @ApiParam(shipmentParameter)
  @ApiBody({ type: SignRequest })
  @Described('Tanda tangan di layar', 'Sign on the screen')
  @answered(201, 'Signed', 'Signature')
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'STROKES_REFUSED', 'SIGNING_NOT_YET')
  @Fails('SIGNED_CHANGED', 'SIGNATURES_TOO_MANY')
  sign(
    @Param('id') id: string,
    @Body(JsonObjectPipe, bodyPipe) request: SignRequest,
    @CurrentParty() by: Principal,
  ) {
    return this.signatures.sign(by, idOf(id), request);
  }
}

const fileName = /^([A-Z]{2,8})-([A-Z0-9-]{1,64})-(\d{4})-(\d{6,15})\.pdf$/;

@ApiTags('Documents')
@ApiBearerAuth()
@Controller('v1/documents')
@UseGuards(AccessGuard)
@Requires('read')
export class PaperFilesController {
  constructor(@Inject(Papers) private readonly papers: Papers) {}

  @Get(':file')
  @ApiParam({ name: 'file', example: 'SJ-BTC-2026-000123.pdf', description: 'Number, with - for /' })
  @ApiProduces('application/pdf')
  @Described('Dokumen sebagai PDF', 'A paper as PDF')
  @ApiResponse({
    status: 200,
    description: 'PDF, A4',
    content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
  })
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'PAPERS_OFF', 'PAPERS_BUSY')
  async file(@Param('file') file: string, @CurrentParty() by: Principal, @Res() reply: FastifyReply) {
    const [, ...parts] = fileName.exec(file) ?? [];
    if (parts.length === 0) throw new Problem('NOT_FOUND');
    const pdf = await this.papers.pdf(by, parts.join('/'));
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${file}"`)
      .header('cache-control', 'private, no-store')
      .send(pdf);
  }
}
